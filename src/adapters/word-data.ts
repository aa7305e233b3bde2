import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { LexicalDocument } from '../retrieval/lexical-index.ts'
import type { WordData } from './word-search.ts'
import {
  buildWordSegment,
  hashOfDocument,
  type OpenSegment,
  openSegment,
  searchedFields,
  type WordSegment,
} from './word-segment.ts'

// What changed is indexed again at every start and publication; past this share of all, all is.
const changesAllowed = 0.2

/**
 * The words of these documents: from what is kept in memory or in the file where few documents changed
 * since, built anew otherwise. Only a whole building is written to the file, which is disposable.
 */
export async function openWordData(
  path: string,
  documents: LexicalDocument[],
  before?: OpenSegment,
): Promise<WordData> {
  const kept = before ?? (await readWordSegment(path))
  if (kept) {
    const { gone, changed } = changesSince(kept, documents)
    if (Math.max(gone.size, changed.length) <= documents.length * changesAllowed) {
      return await wordDataBeside(before ?? (await openSegment(kept)), documents)
    }
  }
  const built = await buildWordSegment(documents)
  await writeWordSegment(path, built)
  return {
    kept: await openSegment(built),
    gone: new Set(),
    changed: await openSegment(await buildWordSegment([])),
  }
}

/** The words of these documents: what is in memory, and beside it whatever differs, however much. */
export async function wordDataBeside(
  kept: OpenSegment,
  documents: LexicalDocument[],
): Promise<WordData> {
  const { gone, changed } = changesSince(kept, documents)
  return { kept, gone, changed: await openSegment(await buildWordSegment(changed)) }
}

function changesSince({ ids, hashes }: WordSegment, documents: LexicalDocument[]) {
  const places = new Map(ids.map((id, place) => [id, place]))
  const changed: LexicalDocument[] = []
  for (const document of documents) {
    const place = places.get(document.id)
    if (place !== undefined && hashes[place] === hashOfDocument(document)) {
      places.delete(document.id)
    } else {
      changed.push(document)
    }
  }
  return { gone: new Set(places.values()), changed }
}

const headSchema = z.object({
  format: z.literal(1),
  ids: z.array(z.string()),
  hashes: z.array(z.string()),
  terms: z.array(z.string()),
  entryCount: z.int().min(0),
})

/** A line with the hash of all that follows, a line of JSON, and the three lists of numbers. */
async function writeWordSegment(path: string, segment: WordSegment): Promise<void> {
  const { ids, hashes, terms, lengths, starts, entries } = segment
  const head: z.infer<typeof headSchema> = {
    format: 1,
    ids,
    hashes,
    terms,
    entryCount: entries.length,
  }
  const pieces = [
    Buffer.from(`${JSON.stringify(head)}\n`),
    ...[lengths, starts, entries].map(bytesOf),
  ]
  await mkdir(dirname(path), { recursive: true })
  const file = await open(`${path}.new`, 'w')
  try {
    await file.writeFile(`${hashOf(pieces)}\n`)
    for (const piece of pieces) await file.writeFile(piece)
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
}

/** Undefined when there is none that is sound. */
async function readWordSegment(path: string): Promise<WordSegment | undefined> {
  const bytes = await readFile(path).catch(() => undefined)
  const hashEnd = bytes?.indexOf('\n') ?? -1
  if (!bytes || hashEnd < 0) return undefined
  const content = bytes.subarray(hashEnd + 1)
  if (bytes.toString('latin1', 0, hashEnd) !== hashOf([content])) return undefined

  const headEnd = content.indexOf('\n')
  const { data: head } = headSchema.safeParse(JSON.parse(content.toString('utf8', 0, headEnd)))
  if (!head) return undefined
  // Copied, since numbers may begin at every fourth byte only.
  const numbers = new Uint32Array(Uint8Array.from(content.subarray(headEnd + 1)).buffer)
  const startsAt = head.ids.length * searchedFields.length
  const entriesAt = startsAt + head.terms.length + 1
  if (numbers.length !== entriesAt + head.entryCount) return undefined
  return {
    ids: head.ids,
    hashes: head.hashes,
    terms: head.terms,
    lengths: numbers.subarray(0, startsAt),
    starts: numbers.subarray(startsAt, entriesAt),
    entries: numbers.subarray(entriesAt),
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

function hashOf(pieces: Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest('hex')
}
