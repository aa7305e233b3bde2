import { watch } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { serve } from '@hono/node-server'
import { pino } from 'pino'
import { type Config, readConfig, tracingVariables } from './config.ts'
import { ConfigError } from './shared/errors.ts'
import type { Log } from './shared/log.ts'
import { type Service, wire } from './wire.ts'

// The model client traces to a service of its makers when such a variable is about; citizens' words stay here.
for (const name of tracingVariables) delete process.env[name]

const config = readConfigOrExit()
const log: Log = pino({ level: config.logLevel, base: null })
const service = await wire(config, log)
const firstAdminLink = await service.links.makeFirstAdminLink()
const server = serve({ fetch: service.app.fetch, port: config.port, hostname: config.host }, greet)
// A mini-PC shares its memory: from here on the heap grows in small steps, which costs no turn (measured)
// and a third less. Before, it would cost the start.
setFlagsFromString('--heap-growing-percent=30')
void answerLeftovers(service)
void startChannels(service)
watchKnowledge(service)
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())

function readConfigOrExit(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(`The settings cannot be used:\n${error.message}`)
    process.exit(2)
  }
}

function greet({ port }: AddressInfo): void {
  const address = config.publicUrl ?? `http://localhost:${port}`
  console.log(
    [
      '',
      '  Một Cửa is serving',
      `  Ward site with the widget   ${address}/`,
      `  All guides                  ${address}/thu-tuc`,
      `  Console for officials       ${address}/console`,
      `  API documentation           ${address}/docs`,
      `  Ready?                      ${address}/readyz`,
      '',
      ...firstAdminLines(address),
    ].join('\n'),
  )
}

/** Good for one use and a day; a restart makes a new one while there is no admin. */
function firstAdminLines(address: string): string[] {
  if (!firstAdminLink) return []
  return [
    '  Nobody administers the console yet. Open this once:',
    `  ${address}${firstAdminLink}`,
    '',
  ]
}

async function answerLeftovers(service: Service): Promise<void> {
  try {
    const count = await service.answerLeftovers()
    if (count > 0) log.info({ count }, 'answered messages left over from the last run')
  } catch (error) {
    log.error({ error: String(error) }, 'messages left over from the last run were not read')
  }
}

/** Telegram and Zalo, where they are set. The rest of the service does not wait for them. */
async function startChannels({ chats }: Service): Promise<void> {
  try {
    await chats.start()
    for (const channel of chats.channels.on()) log.info({ channel }, 'channel is on')
  } catch (error) {
    log.error({ error: String(error) }, 'the channels were not opened')
  }
}

/** A saved guide serves a moment later; one with faults is told of and changes nothing. */
function watchKnowledge({ publishFolder }: Service): void {
  let timer: NodeJS.Timeout | undefined
  let publishing = Promise.resolve()
  const watcher = watch(config.knowledgeDir, { recursive: true }, () => {
    clearTimeout(timer)
    // Editors write a file in several steps; wait until they are done.
    timer = setTimeout(() => {
      publishing = publishing.then(publishFolder).catch((error: unknown) => {
        log.error({ error: String(error) }, 'publishing failed; the last edition serves on')
      })
    }, 300)
  })
  watcher.on('error', (error) => log.warn({ error: error.message }, 'not watching the guides'))
  watcher.unref()
}

// Longer than a language model may take; shorter than systemd waits before it kills.
const longestStopMs = 60_000

/** No new requests, those under way finish, then the end. */
async function stop(): Promise<void> {
  log.info({}, 'stopping')
  const closed = new Promise((resolve) => server.close(resolve))
  if ('closeAllConnections' in server) {
    // Connections that only wait for another request would hold the end up.
    server.keepAliveTimeout = 1
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), longestStopMs).unref()
  }
  await service.close(closed)
  process.exit(0)
}
