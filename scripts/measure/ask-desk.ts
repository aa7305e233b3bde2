import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Reply } from '../../src/answering/reply.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { stoppedClock } from '../../src/shared/clock.ts'
import { newId } from '../../src/shared/ids.ts'
import { silentLog } from '../../src/shared/log.ts'
import { type Service, wire } from '../../src/wire.ts'
import { readDistractors } from './read-distractors.ts'

export type Measured = { reply: Reply; ranked: string[]; durationMs: number }

export type DeskOptions = {
  /** Day on which the citizen asks, `YYYY-MM-DD`; undefined: now. */
  now?: string | undefined
  embedding?: string | undefined
  guides?: string | undefined
  questions?: boolean
  /** Portal records that stand beside the guides: see read-distractors. */
  distractors?: string | undefined
  /** Environment variables that make the settings; the default has no language model, so no network. */
  variables?: Record<string, string | undefined>
}

/** A whole service in this process, on an empty database of its own, for scripts that ask it. */
export async function openDesk(options: DeskOptions = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'mot-cua-'))
  const config: Config = {
    // One question at a time: nobody waits for the rest of a burst.
    ...readConfig({ BURST_MS: '0', ...options.variables, DATA_DIR: dataDir }),
    ...(options.embedding ? { embeddingModel: options.embedding } : {}),
  }
  let last: Measured | undefined
  // Noon in Vietnam, so that the day is the same in every time zone.
  const clock = options.now ? stoppedClock(new Date(`${options.now}T05:00:00Z`)) : undefined
  const service = await wire(config, silentLog, {
    ...(clock ? { clock } : {}),
    ...(options.guides ? { guidesDir: options.guides } : {}),
    guidesBeside: options.distractors
      ? await readDistractors(options.distractors, options.guides)
      : [],
    exampleQuestions: options.questions ?? true,
    onTurn: (turn) => {
      last = turn
    },
  })

  return {
    service,
    /** Sends the messages into a fresh conversation; what became of the last one. */
    async ask(...texts: string[]): Promise<Measured> {
      const conversationId = await startConversation(service)
      for (const text of texts) {
        const message = await service.takeTurn.accept({
          conversationId,
          text,
          clientMessageId: null,
        })
        await service.takeTurn.answer(message)
      }
      if (!last) throw new Error('no message was asked')
      return last
    },
    async close() {
      await service.close()
      await rm(dataDir, { recursive: true })
    },
  }
}

async function startConversation({ store }: Service): Promise<string> {
  const id = newId('cnv')
  await store.create({ id, channel: 'web', tokenHash: '', inHand: null, createdAt: new Date() })
  return id
}
