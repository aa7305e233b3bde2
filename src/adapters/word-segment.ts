import SearchableMap from 'minisearch/SearchableMap'
import { indexTermsOf } from '../language/terms.ts'
import type { LexicalDocument } from '../retrieval/lexical-index.ts'
import { createBreathing } from '../shared/breathe.ts'
import { sha256 } from '../shared/ids.ts'

/** The fields of a document that are searched, in the order of their numbers. */
export const searchedFields = ['title', 'aliases', 'questions', 'body'] as const

/** In which documents every term stands; never changed once made. */
export type WordSegment = {
  ids: string[]
  /** Of each document's text. */
  hashes: string[]
  /** How many different terms a field has: of document × fields + field. */
  lengths: Uint32Array
  terms: string[]
  /** Where the entries of each term begin; one more than there are terms. */
  starts: Uint32Array
  /** A document, a field and how often the term stands there, packed; by term, then by document. */
  entries: Uint32Array
}

// 20 bits for the document, 2 for the field, 10 for the count.
const documentsAtMost = 2 ** 20
const countAtMost = 2 ** 10 - 1

export const documentOf = (entry: number) => entry >>> 12
export const fieldOf = (entry: number) => (entry >>> 10) & 3
export const countOf = (entry: number) => entry & countAtMost

/** Told apart by this, two versions of a document differ in something that is searched. */
export function hashOfDocument({ title, aliases, questions, body }: LexicalDocument): string {
  return sha256(JSON.stringify([title, aliases, questions, body])).slice(0, 16)
}

/** Reads every document once; turns go on in between. */
export async function buildWordSegment(documents: LexicalDocument[]): Promise<WordSegment> {
  if (documents.length > documentsAtMost) throw new Error('more documents than an index can hold')
  const numbers = new Map<string, number>()
  const lengths = new Uint32Array(documents.length * searchedFields.length)
  // Two columns: the term's number and the packed entry.
  const found = { terms: createNumberList(), entries: createNumberList() }
  const breathe = createBreathing()

  for (const [document, texts] of documents.entries()) {
    for (const [field, name] of searchedFields.entries()) {
      const counts = countTerms(textOf(texts, name), numbers)
      lengths[document * searchedFields.length + field] = counts.size
      for (const [term, count] of counts) {
        found.terms.push(term)
        found.entries.push((document << 12) | (field << 10) | Math.min(count, countAtMost))
      }
    }
    await breathe()
  }
  return {
    ids: documents.map(({ id }) => id),
    hashes: documents.map(hashOfDocument),
    lengths,
    terms: [...numbers.keys()],
    ...sortByTerm(found.terms.values(), found.entries.values(), numbers.size),
  }
}

function textOf(document: LexicalDocument, field: (typeof searchedFields)[number]): string {
  const text = document[field]
  // A full stop keeps the end of one from pairing up with the start of the next.
  return typeof text === 'string' ? text : text.join(' . ')
}

function countTerms(text: string, numbers: Map<string, number>): Map<number, number> {
  const counts = new Map<number, number>()
  for (const term of indexTermsOf(text)) {
    let number = numbers.get(term)
    if (number === undefined) {
      number = numbers.size
      numbers.set(term, number)
    }
    counts.set(number, (counts.get(number) ?? 0) + 1)
  }
  return counts
}

/** Counting sort: entries of one term keep their order. */
function sortByTerm(terms: Uint32Array, entries: Uint32Array, termCount: number) {
  const starts = new Uint32Array(termCount + 1)
  for (const term of terms) starts[term + 1] = (starts[term + 1] ?? 0) + 1
  for (let term = 0; term < termCount; term++) {
    starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0)
  }
  const next = starts.slice()
  const sorted = new Uint32Array(entries.length)
  for (let index = 0; index < entries.length; index++) {
    const term = terms[index] ?? 0
    const place = next[term] ?? 0
    sorted[place] = entries[index] ?? 0
    next[term] = place + 1
  }
  return { starts, entries: sorted }
}

/** Grows by doubling; a province has tens of millions of entries, too many for an array of numbers. */
function createNumberList() {
  let numbers = new Uint32Array(1024)
  let length = 0
  return {
    push(number: number) {
      if (length === numbers.length) {
        const longer = new Uint32Array(length * 2)
        longer.set(numbers)
        numbers = longer
      }
      numbers[length++] = number
    },
    values: () => numbers.subarray(0, length),
  }
}

/** A segment ready to be searched. */
export type OpenSegment = WordSegment & {
  /** The entries of a term. */
  entriesOf(term: string): Uint32Array
  /** Other terms at a distance of one letter. */
  similarTo(term: string): string[]
}

const nothing = new Uint32Array()

/** Lays out the terms for look-up; turns go on in between. */
export async function openSegment(segment: WordSegment): Promise<OpenSegment> {
  const { terms, starts, entries } = segment
  const numbers = new Map<string, number>()
  const tree = new SearchableMap<number>()
  const breathe = createBreathing()
  for (const [number, term] of terms.entries()) {
    numbers.set(term, number)
    tree.set(term, number)
    if (number % 256 === 0) await breathe()
  }
  return {
    ...segment,
    entriesOf(term) {
      const number = numbers.get(term)
      return number === undefined ? nothing : entries.subarray(starts[number], starts[number + 1])
    },
    similarTo: (term) => [...tree.fuzzyGet(term, 1).keys()].filter((similar) => similar !== term),
  }
}
