import { fold } from '../language/fold.ts'

/** Papers and offices: a telling first word and up to four more. */
const nameHeads = new RegExp(
  String.raw`\b(?:${[
    'giay|to khai|ban sao|ban chinh|ban goc|ban an|bien ban|chung minh|ho chieu|ly lich|hoc ba|bang cap',
    'hop dong|hoa don|bien lai|don (?:de nghi|xin|yeu cau|dang ky|khai)',
    'so (?:ho khau|tam tru|do|hong|tiet kiem|bao hiem|kham)',
    'uy ban|cong an|toa an|vien kiem sat|kho bac|ngan hang|chi cuc|trung tam|van phong|phong cong chung',
    'so (?:tu phap|noi vu|xay dung|y te|tai chinh|nong nghiep|cong thuong|giao duc|van hoa|ngoai vu|khoa hoc)',
    'phong (?:tu phap|noi vu|tai nguyen|lao dong|kinh te|van hoa|y te|giao duc|quan ly)',
  ].join('|')})\b(?: [a-z0-9]+){0,4}`,
  'g',
)

/** Where a name ends and the sentence goes on; never at its first word. */
const joiningWords = new RegExp(
  `(?<= )(?:(?<!(?:xac|chung|cong) )nhan|(?<!^so )do|(?<!^don )de|${[
    'can|cua|va|co|la|thi|cho|khi|neu|nay|tai|o|hoac|hay|cung|duoc|phai|voi|tu|tren|trong|theo|ma|con',
    'nop|den|xuat|se|da|ban|nhu|gom|sau|nao|gi|khac|kia|kem|thay|cap|tra|ky|giai|khong|chua|bi|gui|lam',
    'noi|vao|mang|bang|nhung|cac|hen|kiem|tiep|xac minh|quyet',
  ].join('|')})(?= |$).*$`,
)

/**
 * Papers, offices and other proper names in a sentence, folded, each as far as it goes on.
 *
 * Which words begin one is a list, so an unheard-of paper may slip through; names with capitals
 * ("Sở Tư pháp") do not need it.
 */
export function namesIn(sentence: string): string[] {
  const parts = sentence.split(/[,.;:()\n"“”*]|\s[-–]\s/)
  const listed = parts.flatMap((part) =>
    [...sameOffice(fold(part)).matchAll(nameHeads)].map(([name]) =>
      name.replace(joiningWords, '').trim(),
    ),
  )
  return [...listed, ...parts.flatMap(capitalsIn)]
}

/** Runs of words with capitals; a lone one at the start of a sentence or item is none. */
function capitalsIn(part: string): string[] {
  const runs = part.trim().matchAll(/(?<!\p{L})\p{Lu}[\p{L}\p{N}]*(?: \p{Lu}[\p{L}\p{N}]*)*/gu)
  return [...runs].flatMap(({ 0: run, index }) => {
    const isStart = /^[\s\d.-]*$/.test(part.trim().slice(0, index))
    return isStart && !run.includes(' ') && !/\p{Lu}.*\p{Lu}/u.test(run)
      ? []
      : [sameOffice(fold(run))]
  })
}

/** The office written out, so that UBND and its full name are one. Takes and gives folded text. */
export function sameOffice(folded: string): string {
  return folded.replace(/\bubnd\b/g, 'uy ban nhan dan').replace(/\bhdnd\b/g, 'hoi dong nhan dan')
}

/** True when a folded source names it; `xã` and `phường` stand for "xã, phường". */
export function isNamedIn(name: string, plainSource: string): boolean {
  const inBoth = name.replace(/\b(?:xa phuong|phuong xa|xa|phuong)\b/, 'xa phuong')
  return [name, inBoth].some((each) => ` ${plainSource} `.includes(` ${each} `))
}
