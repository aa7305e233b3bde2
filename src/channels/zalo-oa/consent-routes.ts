import { Hono } from 'hono'
import type { AppEnv } from '../../http/env.ts'
import { type ConsentOutcome, consentPath, type OaConsent } from './consent.ts'

/** Where Zalo sends the browser of the account's admin back to, with a code. */
export function createOaConsentRoutes(consent: Pick<OaConsent, 'finish'>) {
  return new Hono<AppEnv>().get(consentPath, async (c) => {
    const { code, state } = c.req.query()
    const outcome = await consent.finish({ code, state })
    // The code is in the address: it shall stay in no cache and reach no other site.
    c.header('Cache-Control', 'no-store')
    c.header('Referrer-Policy', 'no-referrer')
    return c.text(textOf(outcome), outcome.kind === 'connected' ? 200 : 400)
  })
}

function textOf(outcome: ConsentOutcome): string {
  switch (outcome.kind) {
    case 'connected':
      return 'Đã nối OA. Bạn đóng trang này và quay lại trang Kênh.'
    case 'unknown':
      return 'Lượt cấp quyền này không còn hiệu lực. Bạn quay lại trang Kênh và bấm “Cấp quyền OA” lần nữa.'
    case 'refused':
      return `Chưa nối được OA: ${outcome.error}. Bạn quay lại trang Kênh và thử lại.`
  }
}
