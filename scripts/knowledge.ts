/**
 * `npm run -s knowledge -- COMMAND`: the guides, from the command line.
 *
 * - `validate [DIR]` names file, line and remedy of every fault, and what drafts still lack (which is none).
 * - `export DIR`, `diff DIR`, `import DIR` move guides between a folder and the database of the service; see
 *   knowledge/sync-folder.ts.
 * - `import --format … FILE…` makes drafts from records and documents; see knowledge/import-guides.ts.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { formatProblem } from '../src/knowledge/problem.ts'
import { parseKnowledge, readKnowledgeFiles } from '../src/knowledge/read-folder.ts'
import { importGuides, importUsage } from './knowledge/import-guides.ts'
import { type SyncCommand, sides, syncKnowledge } from './knowledge/sync-folder.ts'

const usage = `Usage: npm run -s knowledge -- validate [DIR]
       npm run -s knowledge -- export DIR [--take database]
       npm run -s knowledge -- diff DIR
       npm run -s knowledge -- import DIR [--take folder|database]
       ${importUsage}`

const [command, ...rest] = process.argv.slice(2)
process.exitCode = await run()

async function run(): Promise<number> {
  switch (command) {
    case 'validate':
      return await validate(rest[0] ?? 'knowledge')
    case 'export':
    case 'diff':
      return await sync(command)
    case 'import':
      return rest.some((argument) => /^--format(=|$)/.test(argument))
        ? await importGuides(rest)
        : await sync(command)
    default:
      console.error(usage)
      return 2
  }
}

async function validate(folder: string): Promise<number> {
  const { knowledge, problems, warnings } = parseKnowledge(
    await readKnowledgeFiles(resolve(folder)),
  )
  for (const problem of problems) console.error(formatProblem(problem))
  for (const warning of warnings) console.error(`${formatProblem(warning)} (bản nháp)`)
  const drafts = knowledge?.guides.filter(({ status }) => status === 'draft').length ?? 0
  console.log(`${knowledge?.guides.length ?? 0} hướng dẫn dùng được, ${problems.length} lỗi`)
  if (drafts > 0) console.log(`trong đó ${drafts} bản nháp còn thiếu ${warnings.length} chỗ`)
  return problems.length > 0 ? 1 : 0
}

async function sync(wanted: SyncCommand): Promise<number> {
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: { take: { type: 'string' } },
  })
  const [folder] = positionals
  const take = sides.find((side) => side === values.take)
  if (!folder || positionals.length > 1 || (values.take !== undefined && !take)) {
    console.error(usage)
    return 2
  }
  return await syncKnowledge(wanted, folder, take, console.log)
}
