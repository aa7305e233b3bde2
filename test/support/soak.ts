import { openDatabase } from '../../src/adapters/database.ts'
import { startTelegramDouble, telegramToken } from '../protocol/telegram-double.ts'
import { morning, openChatDesk } from './chat-desk.ts'
import { createFastClock } from './fast-clock.ts'

export type SoakReport = {
  chats: number
  messages: number
  /** Hours that passed by the service's clock. */
  hours: number
  seconds: number
  restarts: number
  /** Updates that were brought more than once. */
  repeated: number
  refusedByDouble: number
  /** Messages whose reply did not arrive, arrived twice, or in another order; should be none. */
  missing: number
  twice: number
  outOfOrder: number
  /** Sends of which nobody knew whether they arrived, and which were made again: as many may be twice. */
  unsure: number
  /** The beginnings of messages that no reply accounts for, greetings left out. */
  extras: string[]
  faults: string[]
}

const questions = [
  'Đăng ký khai sinh cho con cần giấy tờ gì?',
  'Đăng ký kết hôn cần giấy tờ gì?',
  'Lệ phí đăng ký kết hôn bao nhiêu?',
  'Khai sinh mất mấy ngày?',
  'cảm ơn',
]

/**
 * Citizens who write through the double, some without waiting for the answer; updates come twice, the
 * double refuses now and then, and the service starts anew in the middle. Then every message is held
 * against what arrived in its chat.
 */
export async function runSoak(about: {
  databaseUrl: string
  chats: number
  messages: number
  speed: number
}): Promise<SoakReport> {
  const { databaseUrl, chats, messages, speed } = about
  const began = performance.now()
  const fast = createFastClock(speed, morning)
  const telegram = await startTelegramDouble(fast.clock)
  const open = () =>
    openChatDesk(
      {
        DATABASE_URL: databaseUrl,
        TELEGRAM_BOT_TOKEN: telegramToken,
        TELEGRAM_MODE: 'webhook',
        TELEGRAM_API_ROOT: telegram.url,
      },
      { fast },
    )
  let desk = await open()
  await telegram.untilCalled((calls) => calls.find(({ method }) => method === 'setWebhook'))
  let up = Promise.resolve()
  telegram.sendTo(async (body, headers) => {
    await up
    return await desk.hook('telegram')(body, headers)
  })

  let repeated = 0
  let delivered = 0
  let refusals = 0
  let restarts = 0
  const total = chats * messages

  const refuse = (chat: string, count: number) => {
    refusals += 1
    const isSlow = count % 2 === 0
    telegram.failures.push({
      times: 1,
      chat,
      method: 'sendMessage',
      how: {
        kind: 'refuses',
        status: isSlow ? 429 : 502,
        body: isSlow
          ? {
              ok: false,
              error_code: 429,
              description: 'Too Many Requests: retry after 2',
              parameters: { retry_after: 2 },
            }
          : { ok: false, error_code: 502, description: 'Bad Gateway' },
      },
    })
  }

  const restart = () => {
    restarts += 1
    up = (async () => {
      await desk.stop()
      desk = await open()
    })()
  }

  /** Every number here is the chat's own, so that two runs do the same. */
  const live = async (index: number) => {
    const citizen = telegram.citizen(10_000 + index)
    for (let count = 0; count < messages; count += 1) {
      const text = questions[(index + count) % questions.length] ?? ''
      const before = citizen.has().length
      const update = citizen.messageOf({ text })
      if ((index * 7 + count) % 31 === 0) refuse(citizen.chat, index + count)
      await telegram.deliver(update)
      delivered += 1
      if ((index + count) % 10 === 0) {
        repeated += 1
        await telegram.deliver(update)
      }
      if (delivered >= total / 2 && restarts === 0) restart()
      // Every third message comes before the answer to the one before it.
      if (count % 3 !== 2) {
        await telegram.untilSent(() => citizen.has().length > before || undefined)
      }
    }
  }
  await Promise.all(Array.from({ length: chats }, (_, index) => live(index)))
  await up

  const isDone = () => telegram.sent.length >= total + chats || undefined
  await telegram.untilSent(isDone)
  await desk.service.chats.idle()
  const figures = await compare(databaseUrl, telegram.sent)
  const hours = (fast.clock().getTime() - morning.getTime()) / 3_600_000
  await desk.stop()
  await telegram.stop()
  return {
    chats,
    messages: total,
    hours,
    seconds: (performance.now() - began) / 1000,
    restarts,
    repeated,
    refusedByDouble: refusals,
    ...figures,
    faults: telegram.faults,
  }
}

/** What the database says about each message, beside what arrived. */
async function compare(databaseUrl: string, sent: { id: number; chat: string; text: string }[]) {
  const { database } = openDatabase(databaseUrl)
  const rows = await database
    .selectFrom('messages')
    .innerJoin('chats', 'chats.conversation_id', 'messages.conversation_id')
    .leftJoin('replies', 'replies.message_id', 'messages.id')
    .leftJoin('outbox', 'outbox.source', 'replies.id')
    .select(['chats.address', 'outbox.provider_ids'])
    .orderBy('messages.sequence')
    .execute()
  const { unsure } = await database
    .selectFrom('outbox')
    .select(({ fn }) => fn.sum<number | string | null>('unsure_sends').as('unsure'))
    .executeTakeFirstOrThrow()
  await database.destroy()
  const arrived = new Map<string, number[]>()
  for (const { chat, id } of sent) arrived.set(chat, [...(arrived.get(chat) ?? []), id])

  let missing = 0
  let outOfOrder = 0
  let known = 0
  const last = new Map<string, number>()
  const accounted = new Set<number>()
  for (const { address, provider_ids: ids } of rows) {
    const own = (JSON.parse(ids ?? '[]') as string[]).map(Number)
    const isThere = own.length > 0 && own.every((id) => arrived.get(address)?.includes(id))
    if (!isThere) missing += 1
    for (const id of own) {
      if (id < (last.get(address) ?? 0)) outOfOrder += 1
      last.set(address, id)
      known += 1
      accounted.add(id)
    }
  }
  // Besides the replies each chat has its greeting, and nothing else.
  const twice = sent.length - known - arrived.size
  const extras = sent
    .filter(({ id, text }) => !accounted.has(id) && !text.startsWith('Xin chào!'))
    .map(({ text }) => text.slice(0, 60))
  return { missing, twice, outOfOrder, unsure: Number(unsure ?? 0), extras }
}
