import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readConfig } from '../src/config.ts'
import { silentLog } from '../src/shared/log.ts'
import { wire } from '../src/wire.ts'
import { startConversation } from '../test/support/citizen.ts'
import {
  knowledgeStaff,
  openKnowledgeDesk,
  sendTo,
  withFee,
} from '../test/support/knowledge-desk.ts'
import { makeKnowledge } from './measure/bench-knowledge.ts'

const count = Number(process.argv[2])
const folder = mkdtempSync(join(tmpdir(), 'kd-pub-'))
await makeKnowledge(resolve('knowledge'), folder, count)
cpSync('knowledge/reader', join(folder, 'reader'), { recursive: true })
const data = mkdtempSync(join(tmpdir(), 'kd-data-'))
let t = performance.now()
const service = await wire(
  readConfig({ DATA_DIR: data, KNOWLEDGE_DIR: folder, EMBEDDING_MODEL: 'builtin', BURST_MS: '0' }),
  silentLog,
  { staff: knowledgeStaff },
)
console.log(
  'guides',
  service.currentDesk().edition.guides.size,
  'first start ms',
  Math.round(performance.now() - t),
)
const chi = openKnowledgeDesk(sendTo(service), 'chi')
const ask = async () =>
  (
    await (
      await startConversation(sendTo(service))
    ).ask('Làm giấy khai sinh cho con xin thêm bản sao hết bao nhiêu tiền?')
  ).text
await ask()
let fee = 8000
for (let i = 0; i < 4; i++) {
  t = performance.now()
  const version = await chi.edit('dang-ky-khai-sinh', withFee(fee, fee + 1000))
  const edit = performance.now() - t
  t = performance.now()
  const trial = await chi.read(
    chi.client.knowledge.guides[':id'].trial.$post({
      param: { id: 'dang-ky-khai-sinh' },
      json: {},
    }),
  )
  const tried = performance.now() - t
  t = performance.now()
  const done = await chi.publish('dang-ky-khai-sinh', version)
  const published = performance.now() - t
  const text = await ask()
  fee += 1000
  console.log({
    open_and_save: Math.round(edit),
    trial: Math.round(tried),
    asked: trial.asked,
    publish: Math.round(published),
    visible: Math.round(performance.now() - t),
    outcome: done.outcome,
    right: text.includes(`${fee / 1000}.000`),
  })
}
t = performance.now()
await chi.rollBack('dang-ky-khai-sinh', 1)
console.log('roll back', Math.round(performance.now() - t))
t = performance.now()
const list = await chi.read(chi.client.knowledge.guides.$get({ query: {} }))
console.log('list', Math.round(performance.now() - t), list.total)
console.log(
  'rss MB',
  Math.round(process.memoryUsage().rss / 1e6),
  'load',
  (await import('node:os'))
    .loadavg()
    .map((x) => x.toFixed(1))
    .join(' '),
)
await service.close()
