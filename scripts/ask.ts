/** `npm run -s ask -- "câu hỏi" [--json] [--now 2027-01-01]`: the reply as a citizen would see it. */
import { parseArgs } from 'node:util'
import { openDesk } from './measure/ask-desk.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, now: { type: 'string' } },
})
if (positionals.length === 0) {
  console.error(
    'Usage: npm run -s ask -- "câu hỏi" ["câu hỏi tiếp theo" …] [--json] [--now 2027-01-01]',
  )
  process.exit(2)
}
const desk = await openDesk({ now: values.now, variables: process.env })
const { reply } = await desk.ask(...positionals)
await desk.close()

if (values.json) {
  console.log(JSON.stringify(reply, null, 2))
} else {
  console.log(reply.text.replaceAll('**', ''))
  for (const { title } of reply.citations) console.log(`  ↳ ${title}`)
  if (reply.options.length > 0)
    console.log(`  [ ${reply.options.map((o) => o.label).join(' ] [ ')} ]`)
}
