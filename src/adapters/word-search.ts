import { countOf, documentOf, fieldOf, type OpenSegment, searchedFields } from './word-segment.ts'

/** The documents of one edition: those of `kept` that are still so, and what changed since. */
export type WordData = { kept: OpenSegment; gone: ReadonlySet<number>; changed: OpenSegment }

export type AskedTerm = {
  term: string
  weight: number
  /** Found with a slip of the pen too. */
  isFuzzy: boolean
}

export type WordHit = { id: string; score: number; matchedTerms: Set<string> }

export type WordSearch = {
  documentCount: number
  /** In how many documents the term stands. */
  frequencyOf(term: string): number
  /** Best first; equals by id. */
  search(terms: AskedTerm[], limit: number): WordHit[]
}

/** Field weights, by number of the field; chosen by `npm run eval` on the public questions. */
const fieldWeights = [3, 2.5, 2, 1]

// The parameters of BM25+ and what a slip of the pen costs are MiniSearch's.
const bm25 = { k: 1.2, b: 0.7, d: 0.5 }
const fuzzyWeight = 0.45

type Part = {
  segment: OpenSegment
  isGone: (document: number) => boolean
  /** Number of its first document among those of all parts. */
  first: number
}

/**
 * Search over both segments as over one: what it finds and how it scores is the same as if all had been
 * indexed anew, and the same as in MiniSearch (tested against it). MiniSearch itself makes an object for
 * every document of every word, which at 5,652 guides took 115 ms a question and a gigabyte of memory.
 */
export function openWordSearch({ kept, gone, changed }: WordData): WordSearch {
  const isGone = gone.size === 0 ? () => false : (document: number) => gone.has(document)
  const parts: Part[] = [
    { segment: kept, isGone, first: 0 },
    { segment: changed, isGone: () => false, first: kept.ids.length },
  ]
  const places = kept.ids.length + changed.ids.length
  const documentCount = places - gone.size
  const averageLengths = averageLengthsOf(parts, documentCount)
  const counts = new Map<string, Counts>()
  // One search at a time: they are synchronous.
  const scores = new Float64Array(places)
  const matches = new Uint16Array(places)
  const lastMatch = new Uint16Array(places)

  const countsOf = (term: string) => {
    const known = counts.get(term)
    if (known) return known
    const counted = countTerm(parts, term)
    // What no document has is not kept: citizens may type anything.
    if (counted.documents > 0) counts.set(term, counted)
    return counted
  }

  return {
    documentCount,
    frequencyOf: (term) => countsOf(term).documents,
    search(terms, limit) {
      for (const list of [scores, matches, lastMatch]) list.fill(0)
      const derived = terms.map(({ term, isFuzzy }) => [term, ...(isFuzzy ? similarTo(term) : [])])
      for (const [asked, { term, weight }] of terms.entries()) {
        for (const each of derived[asked] ?? []) {
          const likeness = each === term ? 1 : (fuzzyWeight * each.length) / (each.length + 1)
          addScores(each, weight * likeness, asked + 1)
        }
      }
      // A document counts for more with every word of the question that it has.
      for (let place = 0; place < places; place++) {
        scores[place] = (scores[place] ?? 0) * (matches[place] ?? 0)
      }
      return bestOf(scores, limit).map(({ place, id, score }) => ({
        id,
        score,
        matchedTerms: new Set(
          terms.flatMap(({ term }, asked) =>
            derived[asked]?.some((each) => hasTerm(place, each)) ? [term] : [],
          ),
        ),
      }))

      function addScores(term: string, weight: number, mark: number) {
        const factors = countsOf(term).inFields.map(
          (count, field) =>
            weight *
            (fieldWeights[field] ?? 1) *
            Math.log(1 + (documentCount - count + 0.5) / (count + 0.5)),
        )
        for (const { segment, isGone, first } of parts) {
          for (const entry of segment.entriesOf(term)) {
            const document = documentOf(entry)
            if (isGone(document)) continue
            const field = fieldOf(entry)
            const count = countOf(entry)
            const length = segment.lengths[document * searchedFields.length + field] ?? 0
            const relative = length / (averageLengths[field] ?? 1)
            const frequency =
              bm25.d + (count * (bm25.k + 1)) / (count + bm25.k * (1 - bm25.b + bm25.b * relative))
            const place = first + document
            scores[place] = (scores[place] ?? 0) + (factors[field] ?? 0) * frequency
            if (lastMatch[place] === mark) continue
            lastMatch[place] = mark
            matches[place] = (matches[place] ?? 0) + 1
          }
        }
      }
    },
  }

  function similarTo(term: string): string[] {
    return [...new Set(parts.flatMap(({ segment }) => segment.similarTo(term)))].sort()
  }

  function idAt(place: number): string {
    return kept.ids[place] ?? changed.ids[place - kept.ids.length] ?? ''
  }

  function bestOf(scores: Float64Array, limit: number) {
    const best: { place: number; id: string; score: number }[] = []
    let least = 0
    for (let place = 0; place < scores.length; place++) {
      const score = scores[place] ?? 0
      if (score === 0 || score < least) continue
      best.push({ place, id: idAt(place), score })
      if (best.length < 2 * limit) continue
      shorten()
      least = best.at(-1)?.score ?? 0
    }
    shorten()
    return best

    function shorten() {
      best.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      best.length = Math.min(best.length, limit)
    }
  }

  function hasTerm(place: number, term: string): boolean {
    const part = place < kept.ids.length ? parts[0] : parts[1]
    if (!part) return false
    const entries = part.segment.entriesOf(term)
    const document = place - part.first
    let from = 0
    let to = entries.length
    while (from < to) {
      const middle = (from + to) >>> 1
      if (documentOf(entries[middle] ?? 0) < document) from = middle + 1
      else to = middle
    }
    return from < entries.length && documentOf(entries[from] ?? 0) === document
  }
}

function averageLengthsOf(parts: Part[], documentCount: number): number[] {
  const sums = searchedFields.map(() => 0)
  for (const { segment, isGone } of parts) {
    for (const [place, length] of segment.lengths.entries()) {
      const field = place % searchedFields.length
      if (!isGone(Math.floor(place / searchedFields.length))) {
        sums[field] = (sums[field] ?? 0) + length
      }
    }
  }
  return sums.map((sum) => sum / documentCount)
}

type Counts = { documents: number; inFields: number[] }

function countTerm(parts: Part[], term: string): Counts {
  const inFields = searchedFields.map(() => 0)
  let documents = 0
  for (const { segment, isGone } of parts) {
    let last = -1
    for (const entry of segment.entriesOf(term)) {
      const document = documentOf(entry)
      if (isGone(document)) continue
      const field = fieldOf(entry)
      inFields[field] = (inFields[field] ?? 0) + 1
      if (document !== last) documents++
      last = document
    }
  }
  return { documents, inFields }
}
