import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { longestZaloText, oaButtons, oaList, oaWindow } from '../../src/channels/zalo-mapping.ts'
import type { Clock } from '../../src/shared/clock.ts'
import { createRecord, type Failure, serveDouble, takeFailure } from './double-server.ts'

export const oaApp = {
  appId: '360846524940903967',
  appSecret: 'app-secret-of-the-double',
  oaSecretKey: 'oa-secret-key-of-the-double',
  oaId: '388613280878808645',
}

const button = z.discriminatedUnion('type', [
  z.strictObject({
    title: z.string().min(1).max(oaButtons.longestTitle),
    type: z.enum(['oa.query.show', 'oa.query.hide']),
    payload: z.string().min(1).max(1000),
  }),
  z.strictObject({
    title: z.string().min(1).max(oaButtons.longestTitle),
    type: z.literal('oa.open.url'),
    payload: z.strictObject({ url: z.url() }),
  }),
])
const press = z.strictObject({
  type: z.enum(['oa.query.show', 'oa.query.hide']),
  payload: z.string().min(1).max(oaButtons.longestPayload),
})
const element = z.strictObject({
  title: z.string().min(1).max(oaList.longestTitle),
  subtitle: z.string().min(1).max(oaList.longestSubtitle).optional(),
  default_action: press.optional(),
})
const list = z.strictObject({
  template_type: z.literal('list'),
  elements: z
    .array(element)
    .min(1)
    .max(oaList.most)
    .refine(([first]) => first?.subtitle !== undefined, 'the first element needs a subtitle'),
})
const buttons = z.strictObject({ buttons: z.array(button).min(1).max(oaButtons.most) })
const message = z.strictObject({
  recipient: z.strictObject({ user_id: z.string().min(1) }),
  message: z.union([
    z.strictObject({
      text: z.string().min(1).max(longestZaloText),
      attachment: z.strictObject({ type: z.literal('template'), payload: buttons }).optional(),
    }),
    z.strictObject({
      attachment: z.strictObject({ type: z.literal('template'), payload: list }),
    }),
  ]),
})

type Template = 'list' | 'buttons'

/** What the citizen reads and may press. */
function shown(data: z.infer<typeof message>['message']) {
  if ('text' in data) {
    return {
      text: data.text,
      buttons: data.attachment?.payload.buttons ?? [],
      template: data.attachment ? ('buttons' as const) : null,
    }
  }
  const [head, ...rows] = data.attachment.payload.elements
  return {
    text: `${head?.title}\n${head?.subtitle}`,
    buttons: rows.flatMap(({ title, default_action: action }) =>
      action ? [{ title, ...action }] : [],
    ),
    template: 'list' as const,
  }
}

export type ZaloOaDouble = Awaited<ReturnType<typeof startZaloOaDouble>>

/**
 * A server that speaks an official account's OAuth and customer-service messages: tokens that end,
 * refresh tokens that work once, the windows of 7 days and of 8 messages in 48 hours, signed events.
 */
export async function startZaloOaDouble(clock: Clock) {
  const now = () => clock().getTime()
  const sent = createRecord<{
    id: string
    user: string
    text: string
    buttons: z.infer<typeof button>[]
    template: Template | null
  }>()
  /** Templates that this account may not send, and the error it gets for them. */
  const refusedTemplates = new Map<Template, number>()
  const renewals = createRecord<{ refreshToken: string; isGood: boolean }>()
  const faults: string[] = []
  const failures: Failure[] = []
  const lastWord = new Map<string, { at: number; answers: number }>()
  let access = { token: 'access-0', endsAt: 0 }
  let refreshToken = 'refresh-0'
  let ids = 1
  /** Codes that were granted and not used, with what was asked with them. */
  const codes = new Map<string, { challenge: string }>()
  /** Called when a renewal has been granted and before it is answered: the service may die here. */
  let onGranted: () => 'answers' | 'drops' = () => 'answers'

  const sendCs = (body: unknown, accessToken: string | undefined) => {
    if (accessToken !== access.token || now() > access.endsAt) {
      return { error: -216, message: 'Access token is invalid' }
    }
    const { data, error } = message.safeParse(body)
    if (error) {
      faults.push(z.prettifyError(error))
      return { error: -201, message: 'Params is invalid' }
    }
    const user = data.recipient.user_id
    const what = shown(data.message)
    const refusal = what.template && refusedTemplates.get(what.template)
    if (refusal) return { error: refusal, message: 'This template is not for this account' }
    const last = lastWord.get(user)
    if (!last || now() - last.at > oaWindow.answerMs) {
      return { error: -230, message: 'User has not interacted with the OA in the past 7 days' }
    }
    const isFree = now() - last.at <= oaWindow.freeMs && last.answers < oaWindow.freeMessages
    if (!isFree) return { error: -211, message: 'Out of quota' }
    last.answers += 1
    const id = `oa${ids++}`
    sent.add({ id, user, ...what })
    const remain = String(oaWindow.freeMessages - last.answers)
    const quota = { quota_type: 'reply', remain, total: String(oaWindow.freeMessages) }
    return { error: 0, message: 'Success', data: { message_id: id, user_id: user, quota } }
  }

  const app = new Hono()
    .post('/v3.0/oa/message/cs', async (c) => {
      const body = await c.req.json()
      const how = takeFailure(failures, 'cs', body?.recipient?.user_id)
      if (how?.kind === 'refuses') return c.json(how.body as object, how.status as 400)
      const answer = how && !how.isDone ? {} : sendCs(body, c.req.header('access_token'))
      if (!how) return c.json(answer)
      const { outgoing } = c.env as { outgoing: { destroy(): void } }
      outgoing.destroy()
      return c.body(null)
    })
    .get('/v2.0/oa/getoa', (c) =>
      c.req.header('access_token') === access.token
        ? c.json({ error: 0, message: 'Success', data: { oa_id: oaApp.oaId, name: 'OA Phường' } })
        : c.json({ error: -216, message: 'Access token is invalid' }),
    )
    .get('/v4/oa/permission', (c) => {
      const { app_id, redirect_uri, code_challenge, state } = c.req.query()
      if (app_id !== oaApp.appId || !redirect_uri?.startsWith('https://')) {
        faults.push('a wrong app asks for consent')
        return c.json({ error: -14002, error_name: 'Invalid app' })
      }
      if (!/^[\w-]{43}$/.test(code_challenge ?? '')) faults.push('the challenge is no SHA-256')
      const code = `code-${ids++}`
      codes.set(code, { challenge: code_challenge ?? '' })
      const back = new URL(redirect_uri)
      back.search = new URLSearchParams({
        code,
        oa_id: oaApp.oaId,
        ...(state ? { state } : {}),
      }).toString()
      return c.redirect(back.href)
    })
    .post('/v4/oa/access_token', async (c) => {
      const form = Object.fromEntries(new URLSearchParams(await c.req.text()))
      const isApp = c.req.header('secret_key') === oaApp.appSecret && form.app_id === oaApp.appId
      if (isApp && form.grant_type === 'authorization_code') {
        const granted = codes.get(form.code ?? '')
        codes.delete(form.code ?? '')
        const shown = createHash('sha256')
          .update(form.code_verifier ?? '')
          .digest('base64url')
        if (!granted || granted.challenge !== shown) {
          return c.json({ error: -14003, error_name: 'Invalid code' })
        }
        access = { token: `access-${form.code}`, endsAt: now() + 90_000_000 }
        refreshToken = `refresh-${form.code}`
        return c.json({
          access_token: access.token,
          refresh_token: refreshToken,
          expires_in: '90000',
        })
      }
      if (!isApp || form.grant_type !== 'refresh_token') {
        faults.push('a wrong app asks for a token')
        return c.json({ error: -14002, error_name: 'Invalid app' })
      }
      const isGood = form.refresh_token === refreshToken
      renewals.add({ refreshToken: form.refresh_token ?? '', isGood })
      if (!isGood) return c.json({ error: -14020, error_name: 'Invalid refresh token' })
      const how = takeFailure(failures, 'refresh', undefined)
      if (how?.kind === 'refuses') return c.json(how.body as object, how.status as 500)
      const count = renewals.entries.length
      access = { token: `access-${count}`, endsAt: now() + 90_000_000 }
      refreshToken = `refresh-${count}`
      if (onGranted() === 'drops') {
        const { outgoing } = c.env as { outgoing: { destroy(): void } }
        outgoing.destroy()
        return c.body(null)
      }
      // A string, as often as not.
      return c.json({
        access_token: access.token,
        refresh_token: refreshToken,
        expires_in: '90000',
      })
    })
  const server = await serveDouble(app)

  /** An event as Zalo signs it. */
  const signed = (event: object) => {
    const timestamp = String(now())
    const body = JSON.stringify({ app_id: oaApp.appId, oa_id: oaApp.oaId, timestamp, ...event })
    const mac = createHash('sha256')
      .update(oaApp.appId + body + timestamp + oaApp.oaSecretKey)
      .digest('hex')
    return { body, headers: { 'X-ZEvent-Signature': `mac=${mac}` } }
  }

  return {
    ...server,
    sent: sent.entries,
    untilSent: sent.until,
    renewals: renewals.entries,
    untilRenewed: renewals.until,
    faults,
    failures,
    refusedTemplates,
    signed,
    accessToken: () => access.token,
    /** The access token ends now, as if Zalo had taken it back. */
    revoke() {
      access = { ...access, endsAt: 0 }
    },
    whenGranted(what: () => 'answers' | 'drops') {
      onGranted = what
    },
    citizen(
      user: string,
      hook: (body: string, headers: Record<string, string>) => Promise<Response>,
    ) {
      const deliver = async (event: object) => {
        lastWord.set(user, { at: now(), answers: 0 })
        const { body, headers } = signed(event)
        return (await hook(body, headers)).status
      }
      const eventOf = (event_name: string, rest: object) => ({
        event_name,
        sender: { id: user },
        recipient: { id: oaApp.oaId },
        message: { msg_id: `msg${ids++}`, ...rest },
      })
      return {
        user,
        eventOf,
        deliver,
        says: (text: string) => deliver(eventOf('user_send_text', { text })),
        sends: (name: string, rest: object) => deliver(eventOf(name, rest)),
        follows: () => deliver({ event_name: 'follow', follower: { id: user } }),
        presses(title: string) {
          const found = sent.entries
            .filter((each) => each.user === user)
            .flatMap(({ buttons }) => buttons)
            .findLast((each) => each.title === title)
          if (typeof found?.payload !== 'string') throw new Error(`there is no button ${title}`)
          return deliver(eventOf('user_send_text', { text: found.payload }))
        },
        has: () => sent.entries.filter((each) => each.user === user).map(({ text }) => text),
        reads: (wanted: RegExp) =>
          sent.until(
            (all) => all.find((each) => each.user === user && wanted.test(each.text))?.text,
          ),
      }
    },
  }
}
