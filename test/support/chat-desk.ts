import type { WireOptions } from '../../src/wire.ts'
import { signIn, staff } from './desk.ts'
import { createFastClock } from './fast-clock.ts'
import { copyKnowledge } from './knowledge-folder.ts'
import { startService } from './start-service.ts'
import { openTemporaryFolder } from './temporary-folder.ts'

/** A Tuesday morning in office hours, on which the guides' facts hold. */
export const morning = new Date('2026-11-24T03:00:00Z')
export const publicUrl = 'https://phuong.example'

/** Kept over restarts. */
const secretKey = 'a-secret-key-of-the-tests-that-is-long-enough'

/** Time runs so fast for retries, pace and claims. */
const speed = 20

export type ChatDesk = Awaited<ReturnType<typeof openChatDesk>>

/** The real service with two guides; its channels follow a clock that runs fast, its officials sign in by name. */
export async function openChatDesk(
  settings: Record<string, string>,
  options: WireOptions & { fast?: ReturnType<typeof createFastClock> } = {},
) {
  const knowledge = openTemporaryFolder()
  copyKnowledge(knowledge.path, ['dang-ky-khai-sinh', 'dang-ky-ket-hon'])
  const { fast = createFastClock(speed, morning), ...rest } = options
  const service = await startService(
    { KNOWLEDGE_DIR: knowledge.path, PUBLIC_URL: publicUrl, SECRET_KEY: secretKey, ...settings },
    { clock: fast.clock, channelTimer: fast.setTimer, staff, ...rest },
  )
  const request = (path: string, init?: RequestInit) => service.app.request(path, init)
  await service.chats.start()
  return {
    service,
    fast,
    request,
    lan: signIn(request, 'lan'),
    chi: signIn(request, 'chi'),
    /** Brings what a provider sends to the webhook of that name. */
    hook: (channel: string) => async (body: string, headers: Record<string, string>) =>
      await request(`/webhooks/${channel}`, { method: 'POST', body, headers }),
    async stop() {
      await service.stop()
      knowledge.remove()
    },
  }
}
