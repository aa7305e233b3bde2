import type { Fee } from '../guide.ts'
import { type Money, moneyIn } from './money-in.ts'
import { asGuideLine, capitalized, withoutEnd } from './tidy-text.ts'

/** Words under which the figure beside them is not simply what is paid. */
const changesTheFigure =
  /%|giảm|tối đa|tối thiểu|không quá|không vượt|trở lên|trở đi|(?<!\p{L})từ\s+\d[^;]*đến\s|cộng thêm|nhân với|×|\*\s*\d/iu
const forATime = /(?:kể )?từ (?:ngày )?\d{1,2}(?:\/|[ -]\d)|đến hết|đến ngày \d/iu
const perUnit =
  /^\s*\/\s*(?:0?1\s+)?(?<per>[\p{L}][\p{L}\d ,./-]{0,40}?)(?=\s*(?:[;.():]|$|\s(?:đối với|trường hợp|cho|khi|nếu|áp dụng|và|theo)(?!\p{L})))/iu

/**
 * Splits words into fees, one for each amount: what stands before it is its condition, what follows a
 * slash its unit. Null where a figure cannot be told apart from its conditions.
 */
export function splitFees(words: string): Fee[] | null {
  const segments = words
    .split(/;|\n|(?:^|\s)[-+•*]\s+(?=\p{L})|(?<=[\p{L})]{2})\.\s+(?=\p{Lu})/u)
    .map((segment) => withoutEnd(asGuideLine(segment)))
    .filter((segment) => segment !== '')
  const fees: Fee[] = []
  let heading = ''
  for (const segment of segments) {
    const [money, ...more] = moneyIn(segment)
    if (more.length > 0 || changesTheFigure.test(segment) || forATime.test(segment)) return null
    if (!money) {
      // An introduction to what follows; anything else would be lost.
      if (!segment.endsWith(':')) return null
      heading = segment.replace(/[\s:]+$/, '')
      continue
    }
    fees.push(feeOf(segment, money, heading))
  }
  return fees.length > 0 ? fees : null
}

function feeOf(segment: string, { amount, index, length }: Money, heading: string): Fee {
  const before = segment
    .slice(0, index)
    .replace(/[\s:=–-]*(?:(?:mức thu|thu|là|bằng)\s*[:=]?\s*)?$/iu, '')
    .trim()
  const after = segment.slice(index + length)
  const unit = perUnit.exec(after)
  const rest = withoutEnd(after.slice(unit?.[0].length ?? 0).replace(/^[\s,;:.)]+/, '')).trim()
  const condition = [heading, before].filter((part) => part !== '').join(' – ')
  return {
    amount,
    per: unit?.groups?.per?.trim() ?? null,
    condition: condition === '' ? null : capitalized(condition),
    text: rest === '' ? null : rest,
    from: null,
    until: null,
  }
}
