import type { Facet } from '../knowledge/facet.ts'
import type { Guide } from '../knowledge/guide.ts'
import type { Passage } from '../knowledge/passages.ts'
import { fold } from '../language/fold.ts'
import { type Day, holdsOn } from '../shared/day.ts'

const ending = '( a| vay| nhi| ha| the| em| ban| ad)*$'
/** Of money in general: "có phải nộp tiền sử dụng đất không" asks about another payment than the fee. */
const asksWhetherPaid = new RegExp(
  `(\\b(mat|ton|thu|dong|nop|tra|het)( them)?( le)? (phi|tien)( gi| nao| chi)?|\\b(co|duoc) mien( le)? phi) khong${ending}`,
)
const asksWhetherOnline = new RegExp(
  `\\b(online|onl|truc tuyen|qua mang|tren mang|vneid|dich vu cong)\\b.{0,20} khong${ending}`,
)

/** How a reply to a yes/no question begins, and what of the guide it sums up. */
export type Verdict = { facet: Facet; text: string }

/**
 * The "có" or "không" that a question asks for, where the guide's data says it outright; undefined where
 * the guide's words must tell. Pure.
 *
 * Only the fee entries and the line on online filing are that plain; of other sentences a machine cannot
 * tell what their "không" is about.
 */
export function verdictOf(
  plain: string,
  guide: Guide,
  passages: Passage[],
  day: Day,
): Verdict | undefined {
  const question = fold(plain)
  const [facet, text] = asksWhetherPaid.test(question)
    ? (['le_phi', feeVerdict(guide, day)] as const)
    : asksWhetherOnline.test(question)
      ? (['noi_nop', onlineVerdict(passages)] as const)
      : []
  return facet && text ? { facet, text } : undefined
}

function feeVerdict({ fee }: Guide, day: Day): string | undefined {
  const amounts = fee.filter((each) => holdsOn(each, day)).map(({ amount }) => amount)
  if (amounts.length === 0 || amounts.includes(null)) return undefined
  if (amounts.every((amount) => amount === 0)) return '**Không mất tiền.**'
  if (amounts.every((amount) => amount !== 0)) return '**Việc này mất tiền.**'
  return '**Tùy trường hợp:** có trường hợp miễn, có trường hợp mất tiền.'
}

/** Plain only where nothing after the place limits it: "nếu tỉnh đã mở", "vẫn phải đến ký". */
const limits = /\b(neu|khong|chua|chi|van phai|nhung|tru)\b/

function onlineVerdict(passages: Passage[]): string | undefined {
  const lines = passages
    .filter(({ facet }) => facet === 'noi_nop')
    .flatMap(({ text }) => text.split('\n'))
  const online = lines.map((line) => /^- Trực tuyến: (.+)$/.exec(line)?.[1]).find(Boolean)
  if (online === undefined || limits.test(fold(online))) return undefined
  return '**Có, nộp qua mạng được.**'
}
