import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { NotFoundError } from '../shared/errors.ts'
import { chatChannels } from './chat.ts'
import { maxWebhookBytes } from './connection.ts'
import type { Channels } from './open-channels.ts'

/** Where Telegram and Zalo bring what citizens write. Each channel checks that it is they. */
export function createWebhookRoutes(channels: Pick<Channels, 'connectionOf'>) {
  return new Hono<AppEnv>().post(
    '/webhooks/:channel',
    bodyLimit({
      maxSize: maxWebhookBytes,
      onError: (c) => problem(c, 413, { code: 'too_large', detail: 'No update is that large.' }),
    }),
    async (c) => {
      const channel = chatChannels.find((each) => each === c.req.param('channel'))
      const connection = channel && channels.connectionOf(channel)
      if (!connection) throw new NotFoundError('This channel is off.')
      return await connection.receive(c)
    },
  )
}
