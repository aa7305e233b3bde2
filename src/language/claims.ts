import { citationMark } from './citation-marks.ts'
import { fold, stripMarks } from './fold.ts'
import { type NumberWords, numberWordsIn } from './number-words.ts'

export type ClaimKind =
  | 'money'
  | 'duration'
  | 'date'
  | 'law'
  | 'form'
  | 'phone'
  | 'url'
  | 'email'
  | 'percent'
  | 'number'

/** One checkable fact in a text, in a spelling that compares: `money:50000`, `duration:7 ngay`. */
export type Claim = { kind: ClaimKind; value: string; start: number; end: number }

type Rule = { kind: ClaimKind; pattern: RegExp; toValue: (match: RegExpExecArray) => string | null }

const units: Record<string, string> = {
  h: 'gio',
  gio: 'gio',
  phut: 'phut',
  ngay: 'ngay',
  tuan: 'tuan',
  thang: 'thang',
  nam: 'nam',
  tuoi: 'tuoi',
}

const amount = String.raw`\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d+)?`
// 50 000 is one number only when money follows.
const spacedAmount = String.raw`(?<!\d[ .,]?)\d{1,3}(?: \d{3})+|${amount}`

/**
 * Longest and surest first: a stretch of text taken by one rule is not read again by the next.
 * All patterns run on text without dấu, so `đồng` is `dong` here.
 */
const rules: Rule[] = [
  { kind: 'email', pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, toValue: ([text]) => text },
  {
    kind: 'url',
    // Without "https://" only by well-known endings, or "hồ sơ.Bạn" would be an address.
    pattern:
      /https?:\/\/[^\s)>\]"']+|\b(?:(?:[a-z0-9-]+\.)+(?:vn|com|org|net|gov|edu|info|app|top|xyz|site|online|shop|club|vip|asia|link|click|biz)|(?:zalo|t|m)\.me|bit\.ly)\b[^\s)>\]"']*/g,
    toValue: ([text]) => text.replace(/^https?:\/\//, '').replace(/[.,;:!?/]+$/, ''),
  },
  {
    kind: 'law',
    // A year or a hyphen makes it a law: 60/2014/QH13, 66.7/2025/NQ-CP, 04/VBHN-BTP; 8.000/bản is none.
    pattern:
      /\b\d+(?:\.\d+)?\/(?:(?:19|20)\d{2}\/[a-z]{2,}[a-z0-9]*(?:-[a-z0-9]+)*|[a-z]{2,}(?:-[a-z0-9]+)+)\b/g,
    toValue: ([text]) => text,
  },
  {
    kind: 'date',
    pattern: /\b((?:19|20)\d{2})-(\d{2})-(\d{2})\b/g,
    toValue: (m) => `${Number(m[3])}/${Number(m[2])}/${m[1]}`,
  },
  {
    kind: 'date',
    pattern:
      /(?:\bngay )?\b(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d{2})\b|\bngay (\d{1,2}) thang (\d{1,2}) nam ((?:19|20)\d{2})\b/g,
    toValue: (m) => `${Number(m[1] ?? m[4])}/${Number(m[2] ?? m[5])}/${m[3] ?? m[6]}`,
  },
  {
    kind: 'date',
    pattern: /\b(?:thang )?(\d{1,2})\/((?:19|20)\d{2})\b/g,
    toValue: (m) => `${Number(m[1])}/${m[2]}`,
  },
  {
    kind: 'date',
    pattern: /\bthang (\d{1,2}) nam ((?:19|20)\d{2})\b/g,
    toValue: (m) => `${Number(m[1])}/${m[2]}`,
  },
  {
    kind: 'date',
    pattern: /\bngay (\d{1,2})(?:[/-]| thang )(\d{1,2})\b/g,
    toValue: (m) => `${Number(m[1])}/${Number(m[2])}`,
  },
  {
    kind: 'money',
    pattern: new RegExp(
      String.raw`(${spacedAmount})\s*(ty|trieu|nghin|ngan|k|tr)?\s*(dong|vnd|vnđ|d)(?![a-z0-9])`,
      'g',
    ),
    toValue: (m) => moneyValue(m[1] ?? '', m[2]),
  },
  {
    kind: 'money',
    pattern: new RegExp(String.raw`(${amount})\s*(ty|trieu|nghin|ngan|k|tr)(?![a-z0-9])`, 'g'),
    toValue: (m) => moneyValue(m[1] ?? '', m[2]),
  },
  {
    kind: 'percent',
    pattern: /(\d+(?:[.,]\d+)?)\s*(?:%|phan tram)/g,
    toValue: (m) => plainNumber(m[1] ?? ''),
  },
  {
    kind: 'form',
    pattern: /\b(?:(?:mau|phieu|to khai)(?: so)? )?([a-z]{1,5}-?\d{1,3}[a-z]?)(?![a-z0-9/])/g,
    toValue: (m) => m[1]?.replace('-', '') ?? null,
  },
  {
    kind: 'form',
    pattern: /\b(?:mau|phieu)(?: so)? (\d{1,3}[a-z]?)\b/g,
    toValue: (m) => `so ${m[1]?.replace(/^0+(?=\d)/, '')}`,
  },
  {
    // An hour of the day: 7h30, 7 giờ 30, 07:30; 15:00 is `15 giờ`.
    kind: 'duration',
    pattern: /\b(\d{1,2})(?::|h| gio )([0-5]\d)(?: phut)?(?!\d)/g,
    toValue: (m) => (m[2] === '00' ? `${Number(m[1])} gio` : `${Number(m[1])}:${m[2]}`),
  },
  {
    kind: 'duration',
    pattern: /(\d+(?:[.,]\d+)?)\s*(ngay|tuan|thang|nam|gio|phut|tuoi|h)\b(?:\s+(lam viec))?/g,
    toValue: (m) => {
      const unit = units[m[2] ?? '']
      return `${plainNumber(m[1] ?? '')} ${unit}${m[3] ? ' lam viec' : ''}`
    },
  },
  {
    kind: 'phone',
    pattern: /(?:\+84|\(0\d{2,3}\)|\b0)[\d .-]{6,12}\d\b|\b1[89]00[ .-]?\d[\d .-]{2,5}\d\b/g,
    toValue: ([text]) => text.replace(/\D/g, '').replace(/^84/, '0'),
  },
  {
    kind: 'number',
    pattern: new RegExp(`(?:${amount})`, 'g'),
    toValue: ([text]) => plainNumber(text),
  },
]

const scales: Record<string, number> = {
  k: 1e3,
  ngan: 1e3,
  nghin: 1e3,
  tr: 1e6,
  trieu: 1e6,
  ty: 1e9,
}

function moneyValue(digits: string, scale: string | undefined): string {
  return String(Math.round(Number(plainNumber(digits)) * (scale ? (scales[scale] ?? 1) : 1)))
}

/** `50.000` and `50 000` → `50000`, `1,5` → `1.5`, `07` → `7`. */
function plainNumber(digits: string): string {
  const grouped = /^\d{1,3}(?:[., ]\d{3})+$/.test(digits)
  return String(Number(grouped ? digits.replace(/[., ]/g, '') : digits.replace(',', '.')))
}

/**
 * Every amount, time, date, law, form, phone number, address and other number a text asserts, in
 * digits or in words (`ba ngày`).
 *
 * List numbers (`1. `) and citation marks (`[2]`) assert nothing and are passed over. Offsets are
 * into the text without dấu, which is as long as an NFC text.
 */
export function claimsIn(text: string): Claim[] {
  const words = numberWordsIn(text)
  const claims = words.map(claimOfWords)
  let plain = stripMarks(text.normalize('NFC').replace(citationMark, blank)).replace(
    /^(\s*)(\d+)(?=\. )/gm,
    blank,
  )
  for (const { start, end } of words) plain = blankOut(plain, start, end)
  for (const { kind, pattern, toValue } of rules) {
    for (const match of plain.matchAll(pattern)) {
      const value = toValue(match)
      if (value === null) continue
      const end = match.index + match[0].length
      claims.push({ kind, value, start: match.index, end })
      plain = blankOut(plain, match.index, end)
    }
  }
  return claims.sort((a, b) => a.start - b.start)
}

function claimOfWords({ value, unit, start, end }: NumberWords): Claim {
  if (unit === 'đồng') return { kind: 'money', value: String(value), start, end }
  if (unit === 'phần trăm') return { kind: 'percent', value: String(value), start, end }
  return { kind: 'duration', value: `${value} ${fold(unit)}`, start, end }
}

function blank(text: string): string {
  return ' '.repeat(text.length)
}

function blankOut(text: string, start: number, end: number): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)
}

/** `money:50000`: the key under which two claims are the same fact. */
export function claimKey({ kind, value }: Pick<Claim, 'kind' | 'value'>): string {
  return `${kind}:${value}`
}
