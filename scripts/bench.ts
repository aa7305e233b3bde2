/**
 * `npm run -s bench -- [--json] [--sizes 100,5652,20000] [--seconds 4] [--desk] [--channels]
 * [--postgres] [--distractors FILE]`: how fast it is, how it starts and what it takes, with the guides we
 * have (any size up to their number) and with as many made ones, beside plain MiniSearch and plain cosine
 * search; then the desk with 500 open tickets and 2,000 citizens who listen, and a webhook while the
 * language model hangs. Everything is measured in one run. `--desk`, `--channels`: that alone;
 * `--postgres`: the desk on a PostgreSQL of its own (DATABASE_URL: on that one, which must be empty).
 * `--distractors`: turns in this process alone, with the portal records of that file beside our guides.
 */
import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { startPostgres } from '../test/support/postgres.ts'
import { measureBeside, measureSize } from './measure/bench-size.ts'
import { measureWebhook } from './measure/channel-load.ts'
import { measureDesk } from './measure/desk-load.ts'
import { printBench } from './measure/print-bench.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    sizes: { type: 'string', default: '100,5652,20000' },
    seconds: { type: 'string', default: '4' },
    desk: { type: 'boolean', default: false },
    channels: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
    distractors: { type: 'string' },
    file: { type: 'string', default: 'test/eval/questions.jsonl' },
  },
})

const questionSchema = z.object({
  q: z.string(),
  procedure: z.string().nullable(),
  also_ok: z.array(z.string()).default([]),
})
const lines = (await readFile(values.file, 'utf8')).split('\n').filter((line) => line.trim() !== '')
const questions = lines.map((line) => questionSchema.parse(JSON.parse(line)))

if (values.distractors) {
  const figures = await measureBeside(values.distractors, questions, Number(values.seconds))
  console.log(JSON.stringify(figures, null, 2))
  process.exit()
}

// What is measured is what is in src now.
const compiled = spawnSync(join('node_modules', '.bin', 'tsc'), [
  '-p',
  'scripts/tsconfig.build.json',
])
if (compiled.status !== 0) throw new Error(`src does not compile:\n${compiled.stdout}`)

const sizes = []
for (const size of values.desk || values.channels ? [] : values.sizes.split(',').map(Number)) {
  const figures = await measureSize(size, questions, Number(values.seconds))
  sizes.push(figures)
  // Whatever happens to the next size, this one is known.
  console.error(JSON.stringify(figures))
}
const webhook = values.desk
  ? null
  : await measureWebhook({ perSecond: 20, chats: 200, seconds: 20 })
const desk = values.channels ? null : await deskFigures()
const report = {
  node: process.version,
  cores: cpus().length,
  questions: questions.length,
  sizes,
  webhook,
  desk,
}
if (values.json) console.log(JSON.stringify(report, null, 2))
else printBench(report)

async function deskFigures() {
  const postgres = values.postgres ? await startPostgres({ isDurable: true }) : undefined
  if (postgres && 'missing' in postgres) throw new Error(postgres.missing)
  return await measureDesk(
    { tickets: 500, citizens: 2_000, officials: 10, seconds: 20 },
    (await postgres?.createDatabase()) ?? process.env.DATABASE_URL,
  ).finally(() => postgres?.stop())
}
