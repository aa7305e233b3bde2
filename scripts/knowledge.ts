/** `npm run -s knowledge -- validate [DIR]`: names file, line and remedy of every fault in the guides. */
import { resolve } from 'node:path'
import { formatProblem } from '../src/knowledge/problem.ts'
import { parseKnowledge, readKnowledgeFiles } from '../src/knowledge/read-folder.ts'

const [command, folder = 'knowledge'] = process.argv.slice(2)

if (command !== 'validate') {
  console.error('Usage: npm run -s knowledge -- validate [DIR]')
  process.exit(2)
}
const { knowledge, problems } = parseKnowledge(await readKnowledgeFiles(resolve(folder)))
for (const problem of problems) console.error(formatProblem(problem))
console.log(`${knowledge?.guides.length ?? 0} hướng dẫn dùng được, ${problems.length} lỗi`)
process.exitCode = problems.length > 0 ? 1 : 0
