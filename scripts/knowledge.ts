/**
 * `npm run -s knowledge -- validate [DIR]`: names file, line and remedy of every fault in the guides, and what
 * drafts still lack (which is no fault).
 * `npm run -s knowledge -- import --format portal FILE…`: makes drafts; see knowledge/import-guides.ts.
 */
import { resolve } from 'node:path'
import { formatProblem } from '../src/knowledge/problem.ts'
import { parseKnowledge, readKnowledgeFiles } from '../src/knowledge/read-folder.ts'
import { importGuides, importUsage } from './knowledge/import-guides.ts'

const [command, ...rest] = process.argv.slice(2)
process.exitCode = await run()

async function run(): Promise<number> {
  switch (command) {
    case 'validate':
      return await validate(rest[0] ?? 'knowledge')
    case 'import':
      return await importGuides(rest)
    default:
      console.error(`Usage: npm run -s knowledge -- validate [DIR]\n       ${importUsage}`)
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
