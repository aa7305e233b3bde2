import type { Clock } from '../shared/clock.ts'
import { ConflictError } from '../shared/errors.ts'
import { createEdition, type Edition } from './edition.ts'
import type { EditionNote, EditionRecord, EditionStore } from './edition-store.ts'
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

export type PublishOptions = {
  /** Why; its changes are worked out here. */
  note?: Omit<EditionNote, 'changes'>
  /** The edition that the files were changed on (0: none); any other in use by now is a ConflictError. */
  onTopOf?: number
  record?: EditionRecord | undefined
  /** Builds what the edition is searched by. When it fails, nothing is published. */
  build?: (edition: Edition) => Promise<void>
}

/**
 * Makes these files the next edition.
 *
 * Unchanged files keep the latest edition. Files with any fault do not become one: the latest edition
 * goes on serving; only where there never was one do the sound guides serve without the broken.
 * Guides that are as in `last` are not parsed and cut again. Throws ConflictError when somebody else
 * publishes in the meantime.
 */
export async function publish(
  texts: KnowledgeFiles,
  store: EditionStore,
  clock: Clock,
  last?: Published,
  {
    note = { kind: 'folder', who: '', reason: '' },
    build = async () => undefined,
    onTopOf,
    record,
  }: PublishOptions = {},
): Promise<Published> {
  const files = hashEachFile(texts)
  const hash = hashOfAll(files)
  const head = await store.head()
  if (onTopOf !== undefined && onTopOf !== (head?.number ?? 0)) {
    throw new ConflictError('Có người vừa công bố một ấn bản khác.')
  }
  const isLast = head !== undefined && head.hash === last?.edition?.hash
  const kept = isLast ? last : await reopenLatest(store)
  if (kept && head?.hash === hash) return { ...kept, problems: [], isNew: false }

  const before = kept?.edition
    ? { files: kept.files, knowledge: kept.edition.knowledge }
    : undefined
  const { knowledge, problems } = await parseKnowledgeAside(texts, files, before)
  if (problems.length > 0 && kept) return { ...kept, problems, isNew: false }
  if (!knowledge) return { edition: null, files, problems, isNew: false }
  const publishedAt = clock()
  if (problems.length > 0) {
    const edition = createEdition({ number: 0, publishedAt, hash }, knowledge)
    await build(edition)
    return { edition, files, problems, isNew: true }
  }
  const number = (head?.number ?? 0) + 1
  const edition = createEdition(
    { number, publishedAt, hash },
    knowledge,
    kept?.edition ?? undefined,
  )
  await build(edition)
  const changes = kept ? changedFiles(kept.files, files) : []
  const kind = kept ? note.kind : 'seed'
  const next = { hash, files: texts, knowledge, publishedAt, note: { ...note, kind, changes } }
  const added = await store.add(next, head?.number ?? 0, record)
  return {
    edition: { ...edition, publishedAt: added.publishedAt },
    files,
    problems: [],
    isNew: true,
  }
}

function changedFiles(before: FileHashes, after: FileHashes): string[] {
  const names = new Set([...before.keys(), ...after.keys()])
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort()
}

/** A kept edition was sound when it was published; what it is made of does not change. */
export async function reopenLatest(store: EditionStore): Promise<Published | undefined> {
  const latest = await store.latest()
  if (!latest) return undefined
  const knowledge = latest.knowledge ?? parseKnowledge(latest.files).knowledge
  const edition = knowledge && createEdition(latest, knowledge)
  return { edition, files: hashEachFile(latest.files), problems: [], isNew: false }
}
