import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { doubleKey, doubleModel, startOpenAiDouble } from '../../test/protocol/openai-double.ts'
import { startTelegramDouble, telegramToken } from '../../test/protocol/telegram-double.ts'
import { latencies } from './percentile.ts'
import { tellProgress } from './progress.ts'

export type ChannelFigures = Awaited<ReturnType<typeof measureWebhook>>

const goalMs = 50
const secret = 'webhook-secret-of-the-bench'

/**
 * How long a webhook waits for its 200 while the language model hangs: so many updates a second from so
 * many chats, each to the compiled service in a process of its own, over HTTP.
 */
export async function measureWebhook(size: { perSecond: number; chats: number; seconds: number }) {
  const dataDir = await mkdtemp(join(tmpdir(), 'channel-load-'))
  const [telegram, model] = [await startTelegramDouble(), await startOpenAiDouble()]
  model.willBehave({ kind: 'hangs-before-first-byte' })
  const server = await startService(dataDir, {
    TELEGRAM_BOT_TOKEN: telegramToken,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: secret,
    TELEGRAM_API_ROOT: telegram.url,
    PUBLIC_URL: 'https://phuong.example',
    LLM_BASE_URL: model.baseUrl,
    LLM_MODEL: doubleModel,
    LLM_API_KEY: doubleKey,
  })
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const durations: number[] = []
  let refused = 0
  try {
    const bring = async (id: number, text: string) => {
      const body = JSON.stringify({
        update_id: id,
        message: {
          message_id: id,
          date: 1,
          text,
          chat: { id: 1 + (id % size.chats), type: 'private' },
          from: { id: 1 + (id % size.chats), is_bot: false, first_name: 'An' },
        },
      })
      const startedAt = performance.now()
      const status = await post(agent, `${server.origin}/webhooks/telegram`, body)
      return { status, ms: performance.now() - startedAt }
    }
    // What is measured is a service that has run for a while.
    for (let id = 1; id <= 50; id += 1) await bring(id, '/help')
    tellProgress(`webhook: ${size.perSecond} updates a second for ${size.seconds} s, model hanging`)
    const under: Promise<void>[] = []
    const startedAt = performance.now()
    for (let index = 0; index < size.perSecond * size.seconds; index += 1) {
      const dueMs = (index / size.perSecond) * 1000
      await wait(Math.max(0, dueMs - (performance.now() - startedAt)))
      under.push(
        bring(1000 + index, 'Đăng ký khai sinh cho con cần giấy tờ gì?').then(({ status, ms }) => {
          durations.push(ms)
          if (status !== 200) refused += 1
        }),
      )
    }
    await Promise.all(under)
    const figures = latencies(durations)
    return {
      updates: durations.length,
      per_second: size.perSecond,
      chats: size.chats,
      refused,
      model_requests_hanging: model.bodies.length,
      ...figures,
      goal_p99_ms: goalMs,
      load_average: loadavg()[0] ?? 0,
    }
  } finally {
    agent.destroy()
    server.child.kill('SIGKILL')
    await telegram.stop()
    await model.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function post(agent: Agent, url: string, body: string): Promise<number> {
  const sent = request(url, {
    method: 'POST',
    agent,
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      'X-Telegram-Bot-Api-Secret-Token': secret,
    },
  })
  sent.end(body)
  const [response] = await once(sent, 'response')
  response.resume()
  await once(response, 'end')
  return response.statusCode
}

async function startService(dataDir: string, settings: Record<string, string>) {
  const port = 20_000 + (process.pid % 20_000)
  const origin = `http://127.0.0.1:${port}`
  const child: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../dist/main.js')],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        PATH: process.env.PATH,
        PORT: `${port}`,
        HOST: '127.0.0.1',
        DATA_DIR: dataDir,
        EMBEDDING_MODEL: 'none',
        BURST_MS: '0',
        LOG_LEVEL: 'silent',
        ...settings,
      },
    },
  )
  process.once('exit', () => child.kill('SIGKILL'))
  const isUp = async () => {
    const ready = await fetch(`${origin}/readyz`).catch(() => undefined)
    if (!ready?.ok) return false
    // Channels open a moment later.
    const answer = await fetch(`${origin}/webhooks/telegram`, { method: 'POST', body: '{}' })
    return answer.status === 401
  }
  while (!(await isUp())) {
    if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}`)
    await wait(200)
  }
  return { origin, child }
}
