import { resolve } from 'node:path'
import { createAuditLog } from '../../src/adapters/audit-log.ts'
import { openDatabase } from '../../src/adapters/database.ts'
import { createEditionStore } from '../../src/adapters/edition-store.ts'
import { createFolderBase } from '../../src/adapters/knowledge-state.ts'
import { migrate } from '../../src/adapters/migrations.ts'
import { readConfig } from '../../src/config.ts'
import { compareFolder, exportFolder, rememberExport } from '../../src/knowledge/folder-sync.ts'
import { formatProblem } from '../../src/knowledge/problem.ts'
import { publish } from '../../src/knowledge/publish.ts'
import { applyChanges } from '../../src/knowledge/publisher.ts'
import { systemClock } from '../../src/shared/clock.ts'

export type SyncCommand = 'export' | 'import' | 'diff'

export const sides = ['folder', 'database'] as const

/**
 * Moves guides between a folder and the database of the settings (`DATABASE_URL`, `DATA_DIR`). What both
 * sides have changed is named and left alone, unless `take` says which side holds. Gives the exit code.
 */
export async function syncKnowledge(
  command: SyncCommand,
  folder: string,
  take: (typeof sides)[number] | undefined,
  say: (line: string) => void,
): Promise<number> {
  const config = readConfig(process.env)
  const { database, kind } = openDatabase(config.databaseUrl)
  try {
    await migrate(database, kind)
    const editions = createEditionStore(database)
    const base = createFolderBase(database)
    const audit = createAuditLog(database, systemClock)
    const isOwn = resolve(folder) === resolve(config.knowledgeDir)
    const record = (action: string, detail: Record<string, unknown>) =>
      audit.write({ who: '', action, subject: folder, detail: { from: 'command line', ...detail } })

    if (command === 'export') {
      const { edition, written, removed, kept } = await exportFolder(editions, folder, {
        overwrite: take === 'database',
        ...(isOwn ? { base: (await base.read()) ?? new Map() } : {}),
      })
      await record('export-knowledge', { edition, written })
      say(`Đã xuất ấn bản ${edition}: ${written} tệp, bỏ ${removed.length} tệp cũ.`)
      for (const file of kept) say(`thư mục đã sửa, giữ nguyên: ${file}`)
      if (kept.length > 0) {
        say('Chạy import để đưa chỗ sửa vào cơ sở dữ liệu, hoặc export --take database để ghi đè.')
      }
      return kept.length > 0 ? 1 : 0
    }

    const {
      folder: files,
      live,
      edition,
      merge,
    } = await compareFolder(editions, folder, isOwn ? await base.read() : undefined)
    for (const file of merge.taken) say(`chỉ thư mục sửa:        ${file}`)
    for (const file of merge.behind) say(`chỉ cơ sở dữ liệu sửa:  ${file}`)
    for (const { file } of merge.conflicts) say(`CẢ HAI CÙNG SỬA:        ${file}`)
    const count = merge.taken.length + merge.behind.length + merge.conflicts.length
    if (count === 0) say('Thư mục và cơ sở dữ liệu giống nhau.')
    if (command === 'diff') return count === 0 ? 0 : 1

    const disputed = merge.conflicts.map(({ file }) => file)
    const taken = [...merge.taken, ...(take === 'folder' ? disputed : [])]
    const left = take === undefined ? disputed : []
    if (taken.length > 0) {
      const changes = new Map(taken.map((file) => [file, files[file] ?? null]))
      const note = { kind: 'folder', who: '', reason: `Nhập từ thư mục ${folder}` } as const
      const wanted = applyChanges(live, changes)
      const outcome = await publish(wanted, editions, systemClock, undefined, { note })
      for (const problem of outcome.problems) say(formatProblem(problem))
      if (outcome.problems.length > 0) {
        say('Chưa nhập gì: sửa các lỗi trên rồi chạy lại.')
        return 1
      }
      const number = outcome.edition?.number ?? edition
      await record('import-knowledge', { edition: number, files: taken.length })
      say(`Đã nhập ${taken.length} tệp, thành ấn bản ${number}.`)
    }
    const now = await compareFolder(editions, folder, merge.common)
    const common = new Map([...merge.common, ...now.merge.common])
    await rememberExport(folder, now.edition, common)
    if (isOwn) await base.write(common)
    if (left.length > 0) {
      say(`${left.length} tệp hai bên cùng sửa nên chưa động đến. Xem lại, rồi chạy lại với`)
      say('  --take folder    lấy bản trong thư mục, hoặc')
      say(
        '  --take database  giữ bản trong cơ sở dữ liệu (npm run -s knowledge -- export để chép ra).',
      )
    }
    return left.length > 0 ? 1 : 0
  } finally {
    await database.destroy()
  }
}
