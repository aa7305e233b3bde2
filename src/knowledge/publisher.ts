import type { Clock } from '../shared/clock.ts'
import { ConflictError, InvalidInputError, UnavailableError } from '../shared/errors.ts'
import { sha256 } from '../shared/ids.ts'
import { createEdition, type Edition } from './edition.ts'
import type { EditionNote, EditionRecord, EditionStore } from './edition-store.ts'
import type { FolderBase } from './folder-base.ts'
import { type FolderConflict, mergeFolder } from './merge-folder.ts'
import { formatProblem, type KnowledgeProblem } from './problem.ts'
import { type Published, publish, reopenLatest } from './publish.ts'
import {
  hashEachFile,
  hashOfFiles,
  type KnowledgeFiles,
  parseKnowledgeAside,
} from './read-folder.ts'

/** File → its new text; null takes it away. */
export type FileChanges = ReadonlyMap<string, string | null>

/** Why, and by whom; what the audit log is told of it. */
export type PublicationNote = Omit<EditionNote, 'changes'> & { record?: EditionRecord }

/** An edition and what it is searched by. */
export type Serving<Index> = { edition: Edition; index: Index }

export type PublisherDeps<Index> = {
  editions: EditionStore
  folderBase: FolderBase
  readFolder: () => Promise<KnowledgeFiles>
  /** Makes what an edition is searched by, beside `before`, which goes on serving. */
  build: (edition: Edition, before: Index | undefined) => Promise<Index>
  /** The same for an edition that nobody but an admin sees; nothing of it is kept. */
  buildAside: (edition: Edition, before: Index) => Promise<Index>
  /** The edition with what serves beside it and is kept nowhere: measurements put guides in the way. */
  beside?: (edition: Edition) => Edition
  /** Told whenever what serves, or what is wrong with the folder, has changed. */
  onChange: (
    edition: Edition | null,
    problems: KnowledgeProblem[],
    conflicts: FolderConflict[],
  ) => void
  clock: Clock
}

export type Publisher<Index> = ReturnType<typeof createPublisher<Index>>

// Somebody else's edition comes in between once in a while, not five times in a row.
const mostAttempts = 5

/**
 * Makes editions and swaps them in, one at a time; what serves goes on until the next is built, checked
 * and kept. The database is the truth; the folder seeds it, and what is changed in the folder alone is
 * taken from there.
 */
export function createPublisher<Index>(deps: PublisherDeps<Index>) {
  const { editions, folderBase, clock, beside = (edition) => edition } = deps
  let published: Published | undefined
  let serving: Serving<Index> | null = null
  let problems: KnowledgeProblem[] = []
  let conflicts: FolderConflict[] = []
  let last: Promise<unknown> = Promise.resolve()

  /** One after the other. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work, work)
    last = result.catch(() => undefined)
    return result
  }

  /** Ready to serve, beside what serves now. */
  const open = async (edition: Edition): Promise<Serving<Index>> => {
    const whole = beside(edition)
    return { edition: whole, index: await deps.build(whole, serving?.index) }
  }

  /** Publishes these files in place of edition `onTopOf`; with faults, or no index, nothing changes. */
  const publishFiles = async (
    files: KnowledgeFiles,
    onTopOf: number,
    { record, ...note }: PublicationNote,
  ) => {
    let built: Serving<Index> | undefined
    const build = async (edition: Edition) => {
      built = await open(edition)
    }
    const outcome = await publish(files, editions, clock, published, {
      note,
      build,
      onTopOf,
      record,
    })
    const { edition } = outcome
    if (edition && edition.hash !== serving?.edition.hash) {
      const { index } = built ?? (await open(edition))
      serving = { edition: beside(edition), index }
    }
    published = outcome
    return outcome
  }

  /** The latest edition serves, whoever made it. */
  const catchUp = async () => {
    const head = await editions.head()
    const now = serving?.edition
    // What is taken back has the hash of what it was before, and a number of its own.
    if (!head || (head.hash === now?.hash && head.number === now.number)) return false
    const reopened = await reopenLatest(editions)
    if (!reopened?.edition) return false
    serving = await open(reopened.edition)
    published = reopened
    return true
  }

  /** The texts in use, and of which edition they are. */
  const latestFiles = async () => {
    const number = (await editions.head())?.number ?? 0
    return { number, files: (await editions.files(number)) ?? {} }
  }

  const publishFolder = async (attempt = 1): Promise<void> => {
    try {
      await takeFromFolder()
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt === mostAttempts) throw error
      await publishFolder(attempt + 1)
    }
  }

  const takeFromFolder = async () => {
    const folder = await deps.readFolder()
    const head = await editions.head()
    if (!head) {
      const outcome = await publishFiles(folder, 0, { kind: 'seed', who: '', reason: '' })
      problems = outcome.problems
      conflicts = []
      if (problems.length === 0) await folderBase.write(hashEachFile(folder))
      return
    }
    await catchUp()
    const { number, files: texts } = await latestFiles()
    const live = hashEachFile(texts)
    // Before the knowledge desk the folder was all there was, so they agreed.
    const known = await folderBase.read()
    const base = known ?? live
    const merge = mergeFolder(hashEachFile(folder), live, base)
    conflicts = merge.conflicts
    problems = []
    if (merge.taken.length > 0) {
      const changes = new Map(merge.taken.map((file) => [file, folder[file] ?? null]))
      const files = applyChanges(texts, changes)
      const note = {
        kind: 'folder',
        who: '',
        reason: 'Tệp trong thư mục kiến thức được sửa.',
      } as const
      problems = (await publishFiles(files, number, note)).problems
    }
    // What did not become an edition has not been agreed on.
    const isKnown = known !== undefined && isSame(merge.common, known)
    if (problems.length === 0 && !isKnown) await folderBase.write(merge.common)
  }

  const current = () => {
    if (!serving) throw new UnavailableError('No edition of the guides serves yet.')
    return serving
  }

  const tell = () => deps.onChange(serving?.edition ?? null, problems, conflicts)

  return {
    current,
    serving: () => serving,
    problems: () => problems,
    conflicts: () => conflicts,

    /** Takes from the folder what was changed there alone; the whole of it the first time. */
    publishFolder: () => inTurn(() => publishFolder()).finally(tell),

    /** Brings this process up to an edition that another one has made. */
    catchUp: () =>
      inTurn(async () => {
        if (await catchUp()) tell()
      }),

    /**
     * Publishes what `changesOn` makes of the texts in use; it throws when they are not what the changes
     * were meant for. Throws InvalidInputError, with every fault named, when the changed files have any;
     * then nothing has changed.
     */
    publish: (changesOn: (live: KnowledgeFiles) => FileChanges, note: PublicationNote) =>
      inTurn(async (): Promise<Edition> => {
        for (let attempt = 1; ; attempt++) {
          await catchUp()
          const { number, files: live } = await latestFiles()
          const files = applyChanges(live, changesOn(live))
          try {
            const { problems: faults } = await publishFiles(files, number, note)
            if (faults.length > 0) throw faulty(faults)
            return current().edition
          } catch (error) {
            if (!(error instanceof ConflictError) || attempt === mostAttempts) throw error
          }
        }
      }).finally(tell),

    /** The edition that these changes would make, searched like a real one; it serves nobody. */
    async rehearse(changes: FileChanges): Promise<Serving<Index>> {
      const { edition: before, index } = current()
      const files = applyChanges((await editions.files(before.number)) ?? {}, changes)
      const hashes = hashEachFile(files)
      const known = { files: published?.files ?? new Map(), knowledge: before.knowledge }
      const parsed = await parseKnowledgeAside(files, hashes, known)
      if (!parsed.knowledge || parsed.problems.length > 0) throw faulty(parsed.problems)
      const about = { number: before.number, publishedAt: clock(), hash: hashOfFiles(files) }
      const edition = createEdition(about, parsed.knowledge, before)
      return { edition, index: await deps.buildAside(edition, index) }
    },

    /** The admin has seen both: that text of the folder counts as known, and the database's stays. */
    keepLive: (file: string, seen: string | undefined) =>
      inTurn(async () => {
        const common = new Map(await folderBase.read())
        if (seen === undefined) common.delete(file)
        else common.set(file, sha256(seen))
        await folderBase.write(common)
        conflicts = conflicts.filter((each) => each.file !== file)
      }).finally(tell),
  }
}

export function applyChanges(files: KnowledgeFiles, changes: FileChanges): KnowledgeFiles {
  const changed = { ...files }
  for (const [file, text] of changes) {
    if (text === null) delete changed[file]
    else changed[file] = text
  }
  return changed
}

function faulty(problems: KnowledgeProblem[]): InvalidInputError {
  return new InvalidInputError(`Chưa công bố được: ${problems.map(formatProblem).join('; ')}`)
}

function isSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([file, hash]) => other.get(file) === hash)
}
