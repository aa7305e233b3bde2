/**
 * `npm run try:telegram`: chat with the service in the terminal, by the whole path a Telegram chat takes:
 * update → webhook → turn → outbox → Bot API, with the double in Telegram's place. `#2` presses the
 * second button. Data lies in a temporary folder; the settings of the environment hold otherwise.
 */
import { createInterface } from 'node:readline/promises'
import { readConfig } from '../src/config.ts'
import { silentLog } from '../src/shared/log.ts'
import { wire } from '../src/wire.ts'
import { startTelegramDouble, telegramToken } from '../test/protocol/telegram-double.ts'
import { openTemporaryFolder } from '../test/support/temporary-folder.ts'

const folder = openTemporaryFolder()
const telegram = await startTelegramDouble()
const service = await wire(
  readConfig({
    PUBLIC_URL: 'https://phuong.example',
    ...process.env,
    DATA_DIR: folder.path,
    DATABASE_URL: '',
    TELEGRAM_BOT_TOKEN: telegramToken,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_API_ROOT: telegram.url,
  }),
  silentLog,
)
await service.chats.start()
await telegram.untilCalled((calls) => calls.find(({ method }) => method === 'setWebhook'))
telegram.sendTo(async (body, headers) =>
  service.app.request('/webhooks/telegram', { method: 'POST', body, headers }),
)
const you = telegram.citizen(1)
let labels: string[] = []
let shown = 0

const show = () => {
  for (const { text, buttons } of telegram.sent.slice(shown)) {
    labels = buttons.map((button) => button.text)
    const choices = labels.map((label, index) => `  [#${index + 1}] ${label}`)
    console.log(['', text, ...choices].join('\n'))
  }
  shown = telegram.sent.length
}

await you.says('/start')
await service.chats.idle()
show()
// Nothing may be waited for between this and the loop: lines that came meanwhile would be lost.
const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: '\n> ' })
terminal.prompt()
for await (const line of terminal) {
  const [, choice] = /^#(\d+)$/.exec(line.trim()) ?? []
  const label = choice && labels[Number(choice) - 1]
  if (label) await you.presses(label)
  else if (line.trim() !== '') await you.says(line)
  await service.chats.idle()
  show()
  terminal.prompt()
}
terminal.close()
await service.close()
await telegram.stop()
folder.remove()
