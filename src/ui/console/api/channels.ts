import { hc } from 'hono/client'
import type { AdminApi } from '../../../staff/admin-routes.ts'
import type { ChannelChange } from '../../../staff/channel-desk.ts'
import { answerOf } from './request.ts'

const admin = hc<AdminApi>('/api/staff/v1')

/** Channels, for admins, and what did not arrive, for everybody. Each throws ApiProblem. */
export const channelApi = {
  channels: () => answerOf(admin.channels.$get()),
  change: (channel: string, json: ChannelChange) =>
    answerOf(admin.channels[':channel'].$put({ param: { channel }, json })),
  health: (channel: string) =>
    answerOf(admin.channels[':channel'].health.$get({ param: { channel } })),
  consent: (channel: string) =>
    answerOf(admin.channels[':channel'].consent.$post({ param: { channel } })),
  undelivered: (number: string) =>
    answerOf(admin.undelivered.$get({ query: number === '' ? {} : { number } })),
  sendAgain: (id: number) =>
    answerOf(admin.undelivered[':id']['send-again'].$post({ param: { id: String(id) } })),
  dismiss: (id: number) =>
    answerOf(admin.undelivered[':id'].dismiss.$post({ param: { id: String(id) } })),
}
