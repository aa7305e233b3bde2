import { claimsIn } from '../language/claims.ts'
import { wordsOf } from './clauses.ts'

/** Words with which a list is opened, folded. */
const openingWords = new Set(
  'ban anh chi de can phai se chuan bi mang theo nop xuat trinh lam thuc hien tra loi ho so giay to gom bao co la cac nhung loai buoc nhu sau day duoi cu the thong tin ve cho khi thi va voi cua trinh tu thoi han le phi dieu kien noi ket qua'.split(
    ' ',
  ),
)

/**
 * True for a line that only opens a list ("Bạn cần chuẩn bị:"): it ends in a colon and has no word
 * but such as open lists or stand in the source. It says nothing that could be wrong, so it must not
 * say no either: "không cần nộp:" turns the whole list round.
 */
export function isLeadIn(sentence: string, source: string): boolean {
  if (!/:\**\s*$/.test(sentence) || claimsIn(sentence).length > 0) return false
  const known = new Set(wordsOf(source))
  return wordsOf(sentence).every(
    (word) => openingWords.has(word) || (known.has(word) && !denying.has(word)),
  )
}

const denying = new Set(['khong', 'chua', 'chang', 'khoi', 'mien', 'cam', 'tru'])
