import { sql, type Transaction } from 'kysely'
import type { Database, DatabaseKind, Tables } from './database.ts'

/** Runs a piece of work in a transaction; resolves when its changes are on the disk. */
export type Write = <Result>(
  work: (transaction: Transaction<Tables>) => Promise<Result>,
) => Promise<Result>

type Waiting = {
  /** Does the work; gives what tells its caller how it ended, for when that is on the disk. */
  run: (transaction: Transaction<Tables>) => Promise<() => void>
  reject: (error: unknown) => void
}

// Enough to share a commit among everybody who waits, few enough to keep it short.
const atOnce = 64

/**
 * Writes that wait at the same moment share one commit on SQLite.
 *
 * A commit waits for the disk, and there is one writer; without this a busy hour would queue up behind
 * it. Each piece of work keeps to itself: one that fails is undone alone, and its caller is told.
 * PostgreSQL has many connections and does the same by itself, so there each write is its own.
 */
export function createCommitGroup(database: Database, kind: DatabaseKind): Write {
  if (kind === 'postgres') return (work) => database.transaction().execute(work)
  const write = groups.get(database) ?? groupFor(database)
  groups.set(database, write)
  return write
}

/** One for each database, whoever writes. */
const groups = new WeakMap<Database, Write>()

function groupFor(database: Database): Write {
  const queue: Waiting[] = []
  let isRunning = false

  const runAll = async () => {
    isRunning = true
    // Whoever is ready in this turn of the event loop joins.
    await new Promise((resolve) => setImmediate(resolve))
    while (queue.length > 0) {
      const group = queue.splice(0, atOnce)
      await commitTogether(database, group)
    }
    isRunning = false
  }

  return (work) =>
    new Promise((resolve, reject) => {
      const run = (transaction: Transaction<Tables>) => runAlone(transaction, work, resolve, reject)
      queue.push({ run, reject })
      if (!isRunning) void runAll()
    })
}

/** One transaction for all; when it cannot be committed every caller is told so. */
async function commitTogether(database: Database, group: Waiting[]): Promise<void> {
  try {
    const settle = await database.transaction().execute(async (transaction) => {
      const ends: (() => void)[] = []
      for (const { run } of group) ends.push(await run(transaction))
      return ends
    })
    for (const end of settle) end()
  } catch (error) {
    for (const { reject } of group) reject(error)
  }
}

async function runAlone<Result>(
  transaction: Transaction<Tables>,
  work: (transaction: Transaction<Tables>) => Promise<Result>,
  resolve: (result: Result) => void,
  reject: (error: unknown) => void,
): Promise<() => void> {
  await sql`savepoint work`.execute(transaction)
  try {
    const result = await work(transaction)
    await sql`release savepoint work`.execute(transaction)
    return () => resolve(result)
  } catch (error) {
    await sql`rollback to savepoint work`.execute(transaction)
    await sql`release savepoint work`.execute(transaction)
    return () => reject(error)
  }
}
