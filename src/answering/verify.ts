import type { Passage } from '../knowledge/passages.ts'
import { claimKey, claimsIn } from '../language/claims.ts'
import { fold } from '../language/fold.ts'

/** Why a sentence may not be shown. */
export type Fault = 'claim' | 'name' | 'wording' | 'negation'

/**
 * Holds one written sentence against the passages it leans on; undefined when all of it stands there.
 *
 * Every number, amount, time, date, law, form, phone number and address must occur in the passages;
 * so must every paper and office it names, and most of its words; and it must not say no where they
 * say yes. Stricter than needed rather than laxer: a sentence that fails costs only its wording, a
 * wrong one costs a citizen's day.
 */
export function faultOf(sentence: string, passages: Pick<Passage, 'text'>[]): Fault | undefined {
  const source = passages.map(({ text }) => text).join('\n')
  const known = new Set(claimsIn(source).map(claimKey))
  if (claimsIn(sentence).some((claim) => !known.has(claimKey(claim)))) return 'claim'

  const plainSource = ` ${fold(source)} `
  if (namesIn(sentence).some((name) => !plainSource.includes(` ${name} `))) return 'name'
  if (sharedPairs(sentence, plainSource) < minimumSharedPairs) return 'wording'
  const line = nearestLine(sentence, source)
  if (line !== undefined && saysNo(line) !== saysNo(sentence)) return 'negation'
  return undefined
}

const minimumSharedPairs = 0.5

/** Papers, forms and offices: a telling first word and up to two more. */
const nameHeads =
  /\b(?:giay|to khai|ban sao|ban chinh|ban goc|so ho khau|so tam tru|ho chieu|bien ban|chung minh|so do|uy ban|cong an|so tu phap|toa an|van phong|chi cuc|trung tam|ngan hang)\b(?: [a-z0-9]+){0,2}/g

/** Where a name ends and the sentence goes on. */
const joiningWords =
  /\b(?:can|cua|va|co|la|thi|de|cho|do|khi|neu|nay|do|tai|o|hoac|cung|duoc|phai|de|voi|tu|trong|ma|con|ban|nop|den|nhan|xuat)\b.*$/

function namesIn(sentence: string): string[] {
  return [...fold(sentence).matchAll(nameHeads)].map(([name]) => {
    const [head = '', ...rest] = name.split(' ')
    return `${head} ${rest.join(' ').replace(joiningWords, '')}`.trim()
  })
}

/** Share of the sentence's neighbouring word pairs that the source has too, 0…1. */
function sharedPairs(sentence: string, plainSource: string): number {
  const words = fold(sentence.replace(/\[\d+\]/g, ' ')).split(' ')
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`)
  if (pairs.length === 0) return plainSource.includes(` ${words[0]} `) ? 1 : 0
  return pairs.filter((pair) => plainSource.includes(` ${pair} `)).length / pairs.length
}

const negation = /\b(?:không|chưa|chẳng|miễn|trừ|cấm)\b/iu
const negationWithoutMarks = /\b(?:khong|chua|chang|mien|tru|cam)\b/

function saysNo(text: string): boolean {
  return negation.test(text.normalize('NFC')) || negationWithoutMarks.test(text)
}

/** The line of the source that shares most words with the sentence; undefined when none shares half. */
export function nearestLine(sentence: string, source: string): string | undefined {
  const words = new Set(fold(sentence.replace(/\[\d+\]/g, ' ')).split(' '))
  let best: { line: string; share: number } | undefined
  for (const line of source.split('\n')) {
    const own = new Set(
      fold(line)
        .split(' ')
        .filter((word) => word !== ''),
    )
    if (own.size < 2) continue
    const shared = [...own].filter((word) => words.has(word)).length
    const share = shared / Math.min(own.size, words.size)
    if (share > (best?.share ?? 0.5)) best = { line, share }
  }
  return best?.line
}
