import { hasMarks, stripMarks } from '../language/fold.ts'

const no =
  '(?:a|o|ua|da|u|thoi|khong|ko|k|hong|nham|sai|lon)(?: (?:phai|dung|roi|a|dau|oi|vay|the))*'
const me = '(?:toi|em|minh|tui|chau|con|tao|e|mk)'
const meaning = `(?:y|i) (?:cua )?${me} (?:la|muon hoi|muon noi|dang hoi)(?: la| ve)?`
const asking = `${me} (?:dang |muon |can )?(?:hoi|noi)(?: la| ve| den| toi)?`
const correction = new RegExp(
  `^(?:(?:${no}[\\s,.!:;]+)*${meaning}|(?:${no}[\\s,.!:;]+)+${asking}|(?:nham|lon) roi)[\\s,.!:;]+`,
)

const closing = /\s+(?:cơ|co|mà|ma|kia|kìa|chứ|chu|ạ|a)[\s.!?]*$/i

/**
 * What a citizen means instead, from "không, ý tôi là khai tử"; undefined when nothing is taken back.
 * Pure.
 */
export function correctionIn(text: string): string | undefined {
  const typed = text.normalize('NFC').trim()
  // As long as the text, so that the rest can be cut out of it.
  const found = correction.exec(stripMarks(typed.toLowerCase()))
  const rest = found ? typed.slice(found[0].length).replace(closing, '') : ''
  return rest === '' ? undefined : rest
}

/** "con tôi", "con gái": a child, where no dấu tells it from "còn". */
const child = 'toi|em|minh|tui|chau|be|gai|trai|nho|nuoi|ruot|rieng|chung|dau|re|cua'
const andWhat = new RegExp(`^(?:(?:the|vay|va|a|o)[\\s,]+)*con\\s+(?!(?:${child})\\b)`)
const whatOfIt = /\s+thi\s+(?:sao|the nao)[\s.!?]*$/

/** What is asked about next, from "thế còn khai tử thì sao?"; undefined for other messages. Pure. */
export function nextMatterIn(text: string): string | undefined {
  const typed = text.normalize('NFC').trim()
  const bare = stripMarks(typed.toLowerCase())
  const start = andWhat.exec(bare)?.[0].length
  if (start === undefined) return undefined
  if (hasMarks(typed) && !/còn/i.test(typed.slice(0, start))) return undefined
  const rest = typed.slice(start, whatOfIt.exec(bare)?.index)
  return rest === '' ? undefined : rest
}
