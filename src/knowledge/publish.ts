import type { Clock } from '../shared/clock.ts'
import { createEdition, type Edition } from './edition.ts'
import type { EditionStore } from './edition-store.ts'
import type { KnowledgeProblem } from './problem.ts'
import {
  type FileHashes,
  hashEachFile,
  hashOfAll,
  type KnowledgeFiles,
  parseKnowledge,
  parseKnowledgeAside,
} from './read-folder.ts'

/** What an attempt to publish came to. `edition` is the one to serve; null when there is none at all. */
export type Published = {
  edition: Edition | null
  /** Of the files that edition was made from. */
  files: FileHashes
  problems: KnowledgeProblem[]
  isNew: boolean
}

/**
 * Makes the folder's files the next edition.
 *
 * Unchanged files keep the latest edition. Files with any fault do not become one: the latest edition
 * goes on serving; only where there never was one do the sound guides serve without the broken.
 * Guides that are as in `last` are not parsed and cut again.
 */
export async function publish(
  texts: KnowledgeFiles,
  store: EditionStore,
  clock: Clock,
  last?: Published,
): Promise<Published> {
  const files = hashEachFile(texts)
  const hash = hashOfAll(files)
  const head = await store.head()
  const isLast = head !== undefined && head.hash === last?.edition?.hash
  const kept = isLast ? last : await reopenLatest(store)
  if (kept && head?.hash === hash) return { ...kept, problems: [], isNew: false }

  const before = kept?.edition
    ? { files: kept.files, knowledge: kept.edition.knowledge }
    : undefined
  const { knowledge, problems } = await parseKnowledgeAside(texts, files, before)
  if (problems.length > 0 && kept) return { ...kept, problems, isNew: false }
  if (!knowledge) return { edition: null, files, problems, isNew: false }
  if (problems.length > 0) {
    const about = { number: 0, publishedAt: clock(), hash }
    return { edition: createEdition(about, knowledge), files, problems, isNew: true }
  }
  const added = await store.add({ hash, files: texts, knowledge, publishedAt: clock() })
  const edition = createEdition(added, knowledge, kept?.edition ?? undefined)
  return { edition, files, problems: [], isNew: true }
}

/** A kept edition was sound when it was published; what it is made of does not change. */
async function reopenLatest(store: EditionStore): Promise<Published | undefined> {
  const latest = await store.latest()
  if (!latest) return undefined
  const knowledge = latest.knowledge ?? parseKnowledge(latest.files).knowledge
  const edition = knowledge && createEdition(latest, knowledge)
  return { edition, files: hashEachFile(latest.files), problems: [], isNew: false }
}
