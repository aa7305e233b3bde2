import { fold, hasMarks } from '../language/fold.ts'

const denials = /(?<!\p{L})(?:không|chưa|chẳng|khỏi|miễn|trừ|cấm)(?!\p{L})/giu
const denialsWithoutMarks = /\b(?:khong|chua|khoi|mien|cam)\b/gi

/** "không quá 5 ngày" denies nothing. */
const noDenials = /(?<!\p{L})không (?:quá|chỉ|những|phân biệt)(?!\p{L})/giu

/** True when two clauses about the same thing cannot both hold: one says no to what the other says. */
export function contradicts(one: string, other: string): boolean {
  if (countDenials(one) !== countDenials(other)) return true
  const [some, others] = [fold(one), fold(other)]
  return deniesWhatStandsIn(some, others) || deniesWhatStandsIn(others, some)
}

/** How often a text denies, exempts or forbids. */
function countDenials(text: string): number {
  const plain = text.normalize('NFC').replace(noDenials, ' ')
  const pattern = hasMarks(plain) ? denials : denialsWithoutMarks
  return [...plain.matchAll(pattern)].length
}

/** "không phải nộp" against "phải nộp": what one denies, the other says and nowhere denies. */
function deniesWhatStandsIn(denying: string, other: string): boolean {
  return [...denying.matchAll(/\b(?:khong|chua) ([a-z0-9]+ [a-z0-9]+)/g)].some(
    ([, denied = '']) =>
      ` ${other} `.includes(` ${denied} `) &&
      !['khong', 'chua'].some((no) => other.includes(`${no} ${denied}`)),
  )
}
