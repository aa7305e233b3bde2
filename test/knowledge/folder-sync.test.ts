import { execFile } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../src/adapters/database.ts'
import { createEditionStore } from '../../src/adapters/edition-store.ts'
import { migrate } from '../../src/adapters/migrations.ts'
import { publish } from '../../src/knowledge/publish.ts'
import { type KnowledgeFiles, readKnowledgeFiles } from '../../src/knowledge/read-folder.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { repoKnowledge } from '../support/knowledge-folder.ts'
import { startPostgres } from '../support/postgres.ts'
import { folderForThisTest } from '../support/temporary-folder.ts'

const postgres = await startPostgres()
const missing = 'missing' in postgres ? postgres.missing : undefined
afterAll(async () => {
  if (!('missing' in postgres)) await postgres.stop()
})

const databases = [
  { name: 'SQLite', isMissing: false, address: async () => `${folderForThisTest()}/a.sqlite` },
  {
    name: missing ? `PostgreSQL, skipped: ${missing}` : 'PostgreSQL',
    isMissing: missing !== undefined,
    address: async () => ('missing' in postgres ? '' : await postgres.createDatabase()),
  },
]
const shipped = await readKnowledgeFiles(repoKnowledge)
const birth = 'guides/dang-ky-khai-sinh.md'

describe.each(databases)('guides between a folder and $name', { timeout: 120_000 }, (about) => {
  /** A database in which these files are in use, and the commands on it. */
  const open = async (files: KnowledgeFiles) => {
    const DATABASE_URL = await about.address()
    const { database, kind } = openDatabase(DATABASE_URL)
    onTestFinished(() => database.destroy())
    await migrate(database, kind)
    const editions = createEditionStore(database)
    const serve = async (wanted: KnowledgeFiles) => {
      const { problems } = await publish(wanted, editions, systemClock)
      if (problems.length > 0) throw new Error(JSON.stringify(problems))
    }
    await serve(files)
    return {
      serve,
      inUse: async () => (await editions.latest())?.files ?? {},
      /** What the command said, and its exit code. */
      run: async (...args: string[]) => {
        const env = { ...process.env, DATABASE_URL, DATA_DIR: folderForThisTest() }
        const command = ['--import', 'tsx', 'scripts/knowledge.ts', ...args]
        try {
          const { stdout } = await promisify(execFile)(process.execPath, command, { env })
          return { code: 0, said: stdout }
        } catch (error) {
          const { code, stdout } = error as { code: number; stdout: string }
          return { code, said: stdout }
        }
      },
    }
  }

  it.skipIf(about.isMissing)('go out and come in again to the letter, every one', async () => {
    const first = await open(shipped)
    const folder = folderForThisTest()
    expect((await first.run('export', folder)).code).toBe(0)

    const exported = await readKnowledgeFiles(folder)

    expect(exported).toEqual(shipped)
    expect(await first.run('diff', folder)).toMatchObject({ code: 0 })
    const { 'guides/bhxh-mot-lan.md': _gone, ...fewer } = shipped
    const second = await open(fewer)
    const plain = folderForThisTest()
    cpSync(folder, plain, { recursive: true, filter: (path) => !path.endsWith('.mot-cua.json') })
    expect((await second.run('import', plain)).code).toBe(0)
    expect(await second.inUse()).toEqual(shipped)
  })

  it.skipIf(about.isMissing)('meet with both sides’ changes kept', async () => {
    const { serve, run, inUse } = await open(shipped)
    const folder = folderForThisTest()
    await run('export', folder)
    const marriage = 'guides/dang-ky-ket-hon.md'
    await serve({ ...shipped, [birth]: changed(shipped[birth], '9000') })
    rewrite(folder, marriage, (text) => text.replace(/^title: .*$/m, 'title: Kết hôn'))

    const { code, said } = await run('import', folder)

    expect(code).toBe(0)
    expect(said).toMatch(/chỉ thư mục sửa: +guides\/dang-ky-ket-hon\.md/)
    const files = await inUse()
    expect(files[birth]).toContain('amount: 9000')
    expect(files[marriage]).toContain('title: Kết hôn\n')
  })

  it.skipIf(about.isMissing)('are not guessed at where both sides changed one', async () => {
    const { serve, run, inUse } = await open(shipped)
    const folder = folderForThisTest()
    await run('export', folder)
    await serve({ ...shipped, [birth]: changed(shipped[birth], '9000') })
    rewrite(folder, birth, (text) => changed(text, '5000'))

    const { code, said } = await run('import', folder)

    expect(code).toBe(1)
    expect(said).toMatch(/CẢ HAI CÙNG SỬA: +guides\/dang-ky-khai-sinh\.md/)
    expect((await inUse())[birth]).toContain('amount: 9000')
    expect(readFileSync(join(folder, birth), 'utf8')).toContain('amount: 5000')
    expect((await run('import', folder, '--take', 'folder')).code).toBe(0)
    expect((await inUse())[birth]).toContain('amount: 5000')
  })

  it.skipIf(about.isMissing)(
    'going out overwrite nothing that was written in the folder',
    async () => {
      const { serve, run } = await open(shipped)
      const folder = folderForThisTest()
      await run('export', folder)
      await serve({ ...shipped, [birth]: changed(shipped[birth], '9000') })
      rewrite(folder, birth, (text) => changed(text, '5000'))
      const own = 'guides/viec-rieng.md'
      writeFileSync(join(folder, own), 'một hướng dẫn đang viết dở')

      const { code, said } = await run('export', folder)

      expect(code).toBe(1)
      expect(said).toContain(`giữ nguyên: ${birth}`)
      expect(readFileSync(join(folder, birth), 'utf8')).toContain('amount: 5000')
      expect(readFileSync(join(folder, own), 'utf8')).toContain('đang viết dở')
      // It is still known what both sides began from.
      expect((await run('diff', folder)).said).toMatch(
        /CẢ HAI CÙNG SỬA: +guides\/dang-ky-khai-sinh/,
      )
      expect((await run('export', folder, '--take', 'database')).code).toBe(0)
      expect(readFileSync(join(folder, birth), 'utf8')).toContain('amount: 9000')
    },
  )

  it.skipIf(about.isMissing)('with a fault change nothing', async () => {
    const { run, inUse } = await open(shipped)
    const folder = folderForThisTest()
    await run('export', folder)
    rewrite(folder, birth, (text) => text.replace('level: xa', 'level: huyện'))

    const { code, said } = await run('import', folder)

    expect(code).toBe(1)
    expect(said).toMatch(/dang-ky-khai-sinh\.md:\d+: level/)
    expect(await inUse()).toEqual(shipped)
  })
})

function changed(text = '', amount = ''): string {
  return text.replace('amount: 8000', `amount: ${amount}`)
}

function rewrite(folder: string, file: string, change: (text: string) => string): void {
  const path = join(folder, file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}
