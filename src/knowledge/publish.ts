import type { Clock } from '../shared/clock.ts'
import { createEdition, type Edition } from './edition.ts'
import type { EditionStore, KeptEdition } from './edition-store.ts'
import type { KnowledgeProblem } from './problem.ts'
import { hashOfFiles, type KnowledgeFiles, parseKnowledge } from './read-folder.ts'

/** What an attempt to publish came to. `edition` is the one to serve; null when there is none at all. */
export type Published = { edition: Edition | null; problems: KnowledgeProblem[]; isNew: boolean }

/**
 * Makes the folder's files the next edition.
 *
 * Unchanged files keep the latest edition. Files with any fault do not become one: the latest edition
 * goes on serving; only where there never was one do the sound guides serve without the broken.
 */
export async function publish(
  files: KnowledgeFiles,
  store: EditionStore,
  clock: Clock,
): Promise<Published> {
  const hash = hashOfFiles(files)
  const latest = await store.latest()
  if (latest?.hash === hash) return { edition: reopen(latest), problems: [], isNew: false }

  const { knowledge, problems } = parseKnowledge(files)
  if (problems.length > 0 && latest) return { edition: reopen(latest), problems, isNew: false }
  if (!knowledge) return { edition: null, problems, isNew: false }
  if (problems.length > 0) {
    const about = { number: 0, publishedAt: clock(), hash }
    return { edition: createEdition(about, knowledge), problems, isNew: true }
  }
  const kept = await store.add({ hash, files, knowledge, publishedAt: clock() })
  return { edition: createEdition(kept, knowledge), problems: [], isNew: true }
}

/** A kept edition was sound when it was published; what it is made of does not change. */
function reopen(kept: KeptEdition): Edition | null {
  const knowledge = kept.knowledge ?? parseKnowledge(kept.files).knowledge
  return knowledge && createEdition(kept, knowledge)
}
