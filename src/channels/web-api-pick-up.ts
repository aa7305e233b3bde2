import { Hono } from 'hono'
import type { StandingOf } from '../conversation/citizen-events.ts'
import { lastDigits, pickUpHash, readPickUpCode } from '../handoff/pick-up-code.ts'
import type { StaffOf } from '../handoff/staff-of.ts'
import type { Ticket } from '../handoff/ticket.ts'
import type { StaffMessage, TicketStore } from '../handoff/ticket-store.ts'
import { clientAddress } from '../http/client-address.ts'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import type { RateLimit } from '../http/rate-limit.ts'
import { jsonBody, limitBody } from '../http/read-body.ts'
import { describe } from './describe-route.ts'
import * as schema from './web-api-schema.ts'

export type PickUpDeps = {
  tickets: Pick<TicketStore, 'byPickUpHash' | 'messagesOf'>
  standingOf: StandingOf
  staffOf: StaffOf
  /** Wrong attempts: of one address, on one code, and of everybody together. */
  limits: { byAddress: RateLimit; byCode: RateLimit; byEverybody: RateLimit }
  trustProxy: boolean
}

/** The answer for whoever has the code, on any channel or at the counter. */
export function createPickUpRoutes(deps: PickUpDeps) {
  const { tickets, standingOf, staffOf, limits, trustProxy } = deps

  const answersOf = async ({ conversationId, sequence }: Ticket) => {
    const said = await tickets.messagesOf(conversationId)
    const replies = said.filter(
      (message) => message.kind === 'reply' && message.ticketSequence === sequence,
    )
    return await Promise.all(replies.map((message) => toAnswer(message, staffOf)))
  }

  return new Hono<AppEnv>().post(
    '/pick-up',
    describe(
      'Read the answers to a ticket by its six-character code. Where a phone number was left, its last four digits are needed too (403 `second_factor`). Wrong attempts are limited.',
      { 200: schema.pickedUp },
    ),
    limitBody,
    jsonBody(schema.pickUp),
    async (c) => {
      const { code: typed, secondFactor } = c.req.valid('json')
      const code = readPickUpCode(typed)
      const hash = pickUpHash(code ?? typed)
      const counted = [
        [limits.byEverybody, 'all'],
        [limits.byAddress, clientAddress(c, trustProxy)],
        [limits.byCode, hash],
      ] as const
      // Every attempt counts until it has turned out right, so that many at once are no way round.
      const waitSeconds = Math.max(...counted.map(([limit, key]) => limit.take(key)))
      if (waitSeconds > 0) {
        c.header('Retry-After', String(waitSeconds))
        const detail = 'Bạn đã thử quá nhiều lần. Vui lòng thử lại sau.'
        return problem(c, 429, { code: 'too_many_requests', detail })
      }
      const ticket = code === undefined ? undefined : await tickets.byPickUpHash(hash)
      if (!ticket) {
        const detail = 'Không có phiếu nào mang mã này. Bạn kiểm tra lại từng ký tự nhé.'
        return problem(c, 404, { code: 'not_found', detail })
      }
      if (ticket.citizenPhone && secondFactor !== lastDigits(ticket.citizenPhone)) {
        const detail = 'Bạn nhập thêm bốn số cuối của số điện thoại đã để lại.'
        return problem(c, 403, { code: 'second_factor', detail })
      }
      for (const [limit, key] of counted) limit.forgive(key)
      return c.json({
        ticket: await standingOf(ticket),
        question: questionOf(ticket),
        at: ticket.createdAt.toISOString(),
        answers: await answersOf(ticket),
      })
    },
  )
}

/** The citizen's own words in the summary: its second line. */
function questionOf({ summary }: Ticket): string {
  return (summary.split('\n')[1] ?? '').replace(/^“|”$/g, '')
}

async function toAnswer({ text, createdAt, staffId, citations }: StaffMessage, staffOf: StaffOf) {
  const staff = (staffId === null ? undefined : await staffOf(staffId)) ?? null
  return { text, at: createdAt.toISOString(), staff, citations }
}
