import { timingSafeEqual } from 'node:crypto'
import { createMiddleware } from 'hono/factory'
import type { Conversation } from '../conversation/conversation.ts'
import type { ConversationStore } from '../conversation/store.ts'
import type { AppEnv } from '../http/env.ts'
import { NotFoundError, UnauthorizedError } from '../shared/errors.ts'
import { isId, sha256 } from '../shared/ids.ts'

export type CitizenEnv = { Variables: AppEnv['Variables'] & { conversation: Conversation } }

/** Lets in whoever shows the token of the conversation in the path. */
export function requireToken(store: Pick<ConversationStore, 'find'>) {
  return createMiddleware<CitizenEnv>(async (c, next) => {
    const token = /^Bearer (\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1]
    if (!token)
      throw new UnauthorizedError('Send the conversation’s token: Authorization: Bearer …')
    const id = c.req.param('id') ?? ''
    const conversation = isId('cnv', id) ? await store.find(id) : undefined
    if (!conversation) throw new NotFoundError('There is no such conversation.')
    const given = Buffer.from(sha256(token))
    if (!timingSafeEqual(given, Buffer.from(conversation.tokenHash))) {
      throw new UnauthorizedError('This token does not open this conversation.')
    }
    c.set('conversation', conversation)
    return await next()
  })
}
