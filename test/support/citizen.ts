import type { z } from 'zod'
import * as schema from '../../src/channels/web-api-schema.ts'

/** Sends a request to a service, in process or over the network. */
export type Send = (path: string, init?: RequestInit) => Response | Promise<Response>

export type CitizenReply = z.infer<typeof schema.reply>

/** A citizen with a conversation of their own; every answer is checked against the API's schema. */
export type Citizen = Awaited<ReturnType<typeof startConversation>>

export async function startConversation(send: Send) {
  const response = await send('/api/v1/conversations', { method: 'POST' })
  const { id, token } = schema.startedConversation.parse(await response.json())
  const path = `/api/v1/conversations/${id}`
  const authorization = `Bearer ${token}`

  const get = (below = '', headers: Record<string, string> = {}, init: RequestInit = {}) =>
    send(`${path}${below}`, { ...init, headers: { Authorization: authorization, ...headers } })
  const post = (below: string, body: unknown, headers: Record<string, string> = {}) =>
    send(`${path}${below}`, {
      method: 'POST',
      headers: { Authorization: authorization, 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })

  return {
    id,
    token,
    path,
    get,
    post,
    async ask(text: string, clientMessageId?: string): Promise<CitizenReply> {
      const answer = await post('/messages', { text, clientMessageId })
      return schema.reply.parse(await answer.json())
    },
    /** The conversation as it is kept. */
    async read() {
      const answer = await get()
      return schema.conversation.parse(await answer.json())
    },
  }
}
