/** Numbers of originals and copies. */
export type PaperCounts = { originals: number; copies: number }

const counted =
  /(?<![\d/.,])(\d{1,2})\s*(?:\([^()]{1,20}\)\s*)?(?:bản\s+)?(bản chính|bản gốc|bản sao|bản chụp|bản phô tô|bản photo)/giu

/** Numbers that a paper's own words give: `01 bản chụp`, `02 bản chính`. Null: none. */
export function countsInWords(words: string): PaperCounts | null {
  const counts = { originals: 0, copies: 0 }
  const found = [...words.matchAll(counted)]
  for (const [, number = '', what = ''] of found) {
    if (/chính|gốc/iu.test(what)) counts.originals += Number(number)
    else counts.copies += Number(number)
  }
  return found.length > 0 ? counts : null
}

/** True for a paper that its own words call a copy, false for an original, null when they do not say. */
export function isCopy(words: string): boolean | null {
  const start = words
    .toLocaleLowerCase('vi')
    // The case comes first: `trường hợp đổi tên: bản sao giấy phép`.
    .replace(/^(?:trong )?(?:trường hợp|đối với)[^:]*:\s*/u, '')
    .replace(/^[\W\d]*(?:\(?\d*\)?\s*)?(?:bộ\s+)?/u, '')
    .trim()
  if (/^(?:bản (?:sao|chụp|phô|photo)|photo|phô tô)(?!\p{L})/u.test(start)) {
    return /^[^.;:]{0,60}(?:hoặc|kèm) bản (?:chính|gốc)/u.test(start) ? null : true
  }
  if (/^bản (?:chính|gốc)(?!\p{L})/u.test(start)) {
    return /^[^.;:]{0,60}(?:hoặc|kèm|và) bản (?:sao|chụp)/u.test(start) ? null : false
  }
  if (/(?:nộp|kèm|gửi|xuất trình) (?:theo )?(?:\d+ )?bản (?:sao|chụp)/iu.test(words)) {
    return /bản (?:chính|gốc)/iu.test(words) ? null : true
  }
  const inBrackets = /\(\s*(bản (?:chính|gốc|sao|chụp)[^()]{0,60})\)/iu.exec(words)?.[1] ?? ''
  if (/hoặc|kèm|đối chiếu|và/iu.test(inBrackets)) return null
  if (/sao|chụp/iu.test(inBrackets)) return true
  return inBrackets === '' ? null : false
}

const numberWords: Record<string, number> = { một: 1, hai: 2, ba: 3, bốn: 4, năm: 5 }

/** A number of sheets or sets that the words begin or end with: `02 ảnh`, `Tờ khai (02 bản)`. */
export function piecesInWords(words: string): number | null {
  const word = /^\P{L}*(một|hai|ba|bốn|năm)\s+(?:\(\d+\)\s*)?(?:ảnh|bản|bộ|tờ|tấm)(?!\p{L})/iu.exec(
    words,
  )?.[1]
  if (word) return numberWords[word.toLocaleLowerCase('vi')] ?? null
  const match =
    /^[^\p{L}\d(]*(\d{1,2})\s*(?:\(\p{L}+\)\s*)?(?:ảnh|bản|bộ|tờ|tấm|phôi)(?!\p{L})/iu.exec(
      words,
    ) ?? /[(:,;]\s*(\d{1,2})\s*(?:\(\p{L}+\)\s*)?(?:bản|bộ|ảnh|tờ)\s*\)?[\s.;,]*$/iu.exec(words)
  return match ? Number(match[1]) : null
}
