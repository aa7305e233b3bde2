/**
 * `npm run -s knowledge -- validate [DIR]`: names file, line and remedy of every fault in the guides.
 * `npm run -s knowledge -- export DIR | diff DIR | import DIR [--take folder|database]`: between a folder
 * and the database of the running service.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { formatProblem } from '../src/knowledge/problem.ts'
import { parseKnowledge, readKnowledgeFiles } from '../src/knowledge/read-folder.ts'
import { syncCommands, syncKnowledge } from './knowledge-sync.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { take: { type: 'string' } },
})
const [command, folder] = positionals
const sync = syncCommands.find((each) => each === command)
const take = (['folder', 'database'] as const).find((each) => each === values.take)

if (sync && folder && (values.take === undefined || take)) {
  process.exitCode = await syncKnowledge(sync, folder, take, console.log)
} else if (command === 'validate') {
  const files = await readKnowledgeFiles(resolve(folder ?? 'knowledge'))
  const { knowledge, problems } = parseKnowledge(files)
  for (const problem of problems) console.error(formatProblem(problem))
  console.log(`${knowledge?.guides.length ?? 0} hướng dẫn dùng được, ${problems.length} lỗi`)
  process.exitCode = problems.length > 0 ? 1 : 0
} else {
  console.error('Usage: npm run -s knowledge -- validate [DIR]')
  console.error('       npm run -s knowledge -- export DIR | diff DIR')
  console.error('       npm run -s knowledge -- import DIR [--take folder|database]')
  process.exitCode = 2
}
