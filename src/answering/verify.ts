import type { Passage } from '../knowledge/passages.ts'
import { type Claim, claimKey, claimsIn } from '../language/claims.ts'
import { fold, stripMarks } from '../language/fold.ts'
import { clausesOf, countShared, nearestOf, wordsBesideClaims } from './clauses.ts'
import { isNamedIn, namesIn, sameOffice } from './names-in.ts'
import { contradicts } from './negation.ts'

/** Why a sentence may not be shown. */
export type Fault = 'claim' | 'name' | 'wording' | 'negation'

/**
 * Holds one written sentence against the passages it leans on; undefined when all of it stands there.
 *
 * Every number, amount, time, date, law, form, phone number and address must occur in the passages,
 * and not in a line that speaks of something else; so must every paper and office it names, and most
 * of its words; and it must not say no where they say yes. Stricter than needed rather than laxer: a
 * sentence that fails costs only its wording, a wrong one costs a citizen's day.
 */
export function faultOf(sentence: string, passages: Pick<Passage, 'text'>[]): Fault | undefined {
  const source = passages.map(({ text }) => text).join('\n')
  const plainSource = sameOffice(fold(source))
  const known = new Set(claimsIn(source).map(claimKey))
  const claims = claimsIn(sentence)
  if (claims.some((claim) => !known.has(claimKey(claim)))) return 'claim'
  if (pricedBy(sentence).some((unit) => !` ${plainSource} `.includes(` dong ${unit} `)))
    return 'claim'
  if (namesIn(sentence).some((name) => !isNamedIn(name, plainSource))) return 'name'
  if (sharedPairs(sentence, source) < minimumSharedPairs) return 'wording'
  const texts = clausesOf(source)
  if (contradictsSource(sentence, texts)) return 'negation'
  if (claims.length === 0) return undefined

  const clauses = texts.flatMap((text) => {
    const own = claimsIn(text)
    return own.length === 0 ? [] : [{ text, claims: own, words: contentWords(text) }]
  })
  if (takesFigureFromElsewhere(sentence, clauses)) return 'claim'
  if (partsCompanions(claims, clauses) || forgetsThatItIsToCome(claims, clauses)) return 'claim'
  return undefined
}

/** The line of the source that is most like the sentence; undefined when none shares half. */
export function nearestLine(sentence: string, source: string): string | undefined {
  return nearestOf(sentence, source.split('\n'))
}

/** A statement of the source that holds figures. */
type Clause = { text: string; claims: Claim[]; words: string[] }

const minimumSharedPairs = 0.5

/** Words that hold a sentence together and say nothing: paraphrase is free to change them. */
const fillers = new Set(
  'ban anh chi minh em thi la va cua cho se o tai nay do cac nhung voi hoac hay da duoc can ma cung khi neu de trong vi nen a nhe vay gom thuoc cu ve'.split(
    ' ',
  ),
)

/**
 * Share of the sentence's neighbouring word pairs that the source has too, 0…1. Fillers and figures
 * aside: the figures are held against the source on their own.
 */
function sharedPairs(sentence: string, source: string): number {
  const words = contentWords(sentence)
  const known = ` ${contentWords(source).join(' ')} `
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`)
  const parts = pairs.length === 0 ? words : pairs
  if (parts.length === 0) return claimsIn(sentence).length > 0 ? 1 : 0
  return parts.filter((part) => known.includes(` ${part} `)).length / parts.length
}

function contentWords(text: string): string[] {
  const words = sameOffice(wordsBesideClaims(text).join(' ')).split(' ')
  return words.filter((word) => word !== '' && !fillers.has(word))
}

/** What a price is per, folded: `bản` in "8.000 đồng/bản". */
function pricedBy(sentence: string): string[] {
  return [...stripMarks(sentence).matchAll(/\bdong\s*\/\s*([a-z]+)/g)].map(([, unit = '']) => unit)
}

function contradictsSource(sentence: string, texts: string[]): boolean {
  return clausesOf(sentence).some((clause) => {
    const nearest = nearestOf(clause, texts)
    return nearest !== undefined && contradicts(nearest, clause)
  })
}

/**
 * True when a figure is set beside words that the source uses with another figure of its kind: the
 * fee of a new card told as the fee of a lost one.
 */
function takesFigureFromElsewhere(sentence: string, clauses: Clause[]): boolean {
  const pieces = sentence.normalize('NFC').split(/[,;]\s|(?<!\p{L})(?:và|còn|nhưng)(?!\p{L})/u)
  return pieces.some((piece) => {
    const words = contentWords(piece)
    return claimsIn(piece).some((claim) => {
      const ofItsKind = clauses.filter(({ claims }) =>
        claims.some(({ kind }) => kind === claim.kind),
      )
      const mostShared = (some: Clause[]) =>
        Math.max(0, ...some.map((clause) => countShared(words, clause.words)))
      const own = mostShared(ofItsKind.filter((clause) => has(clause, claim)))
      return mostShared(ofItsKind.filter((clause) => !has(clause, claim))) > own
    })
  })
}

/** True when two figures are told together that the source tells each with another: fee and its date. */
function partsCompanions(claims: Claim[], clauses: Clause[]): boolean {
  const lone = claims.filter(
    (claim) => claims.filter(({ kind }) => kind === claim.kind).length === 1,
  )
  return lone.some((one) =>
    lone.some((other) => {
      if (one === other) return false
      const withOne = clauses.filter((clause) => has(clause, one))
      const hasRival = withOne.some(({ claims }) => claims.some(({ kind }) => kind === other.kind))
      return hasRival && !withOne.some((clause) => has(clause, other))
    }),
  )
}

function has({ claims }: Clause, claim: Claim): boolean {
  return claims.some((each) => claimKey(each) === claimKey(claim))
}

/** True when a fee or time that is still to come ("Từ ngày 01/01/2027: …") is told without a date. */
function forgetsThatItIsToCome(claims: Claim[], clauses: Clause[]): boolean {
  if (claims.some(({ kind }) => kind === 'date')) return false
  return claims.some((claim) => {
    const telling = clauses.filter((clause) => has(clause, claim))
    return (
      telling.length > 0 && telling.every(({ text }) => /^(?:- )?tu ngay \d/.test(stripMarks(text)))
    )
  })
}
