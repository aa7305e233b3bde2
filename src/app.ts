import { readFile } from 'node:fs/promises'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { createMiddleware } from 'hono/factory'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { type GenerateSpecOptions, openAPIRouteHandler } from 'hono-openapi'
import { createKnowledgeRoutes, type KnowledgeRoutesDeps } from './admin/knowledge-routes.ts'
import type { Channels } from './channels/open-channels.ts'
import { createWebApi, type WebApiDeps } from './channels/web-api.ts'
import { createWebPagesRoutes } from './channels/web-pages.ts'
import { createWebhookRoutes } from './channels/webhook-routes.ts'
import type { OaConsent } from './channels/zalo-oa/consent.ts'
import { createOaConsentRoutes } from './channels/zalo-oa/consent-routes.ts'
import type { AppEnv } from './http/env.ts'
import { handleError, handleNotFound } from './http/problem.ts'
import { requestLog } from './http/request-log.ts'
import { requireSameOrigin } from './http/same-origin.ts'
import type { Edition } from './knowledge/edition.ts'
import { createDocsPage } from './ops/docs-page.ts'
import type { Metrics } from './ops/metrics.ts'
import { createOpsRoutes, type Readiness } from './ops/ops-routes.ts'
import { type AdminRoutesDeps, createAdminRoutes } from './staff/admin-routes.ts'
import { type AuthRoutesDeps, createAuthRoutes } from './staff/auth-routes.ts'
import { consoleHeaders, createConsoleFiles } from './staff/console-files.ts'
import { createLinkRoutes, type LinkRoutesDeps } from './staff/link-routes.ts'
import { createStaffApi, type StaffApiDeps } from './staff/staff-api.ts'

export type AppDeps = WebApiDeps & {
  channels: Pick<Channels, 'connectionOf'>
  oaConsent: Pick<OaConsent, 'finish'>
  staffApi: StaffApiDeps
  knowledgeDesk: KnowledgeRoutesDeps
  /** Sign-in, one-time links, and what only admins may do. */
  doors: AuthRoutesDeps & LinkRoutesDeps & AdminRoutesDeps
  publicUrl: string | undefined
  /** The built console. */
  consoleFolder: string
  currentEdition: () => Edition
  readiness: () => Readiness
  metrics: Metrics
  /** Origins that may embed the widget; `*` for any. */
  allowedOrigins: string[]
  /** The built widget. */
  widgetFile: string
}

/** Every route of the service, by audience. */
export function createApp(deps: AppDeps) {
  const { allowedOrigins, currentEdition, clock, log } = deps
  const app = new Hono<AppEnv>()
  app.onError(handleError(log))
  app.notFound(handleNotFound)
  app.use(requestId(), requestLog(log))
  const [publicHeaders, isConsole] = [createSecurityHeaders(), /^\/console(\/|$)/]
  app.use((c, next) => (isConsole.test(c.req.path) ? consoleHeaders : publicHeaders)(c, next))

  app.use('/api/v1/*', allowOrigins(allowedOrigins))
  const api = createWebApi(deps)
  app.get('/api/v1/openapi.json', openAPIRouteHandler(api, { documentation: apiDocumentation }))
  app.route('/api/v1', api)

  app.route('/', createWebhookRoutes(deps.channels))
  app.route('/', createOaConsentRoutes(deps.oaConsent))

  const sameOrigin = requireSameOrigin(deps.publicUrl)
  app.use('/api/auth/*', sameOrigin)
  app.use('/api/staff/*', sameOrigin)
  app.route('/api/auth', createAuthRoutes(deps.doors))
  app.route('/api/staff/v1', createLinkRoutes(deps.doors))
  app.route('/api/staff/v1', createAdminRoutes(deps.doors))
  app.route('/api/staff/v1', createKnowledgeRoutes(deps.knowledgeDesk))
  app.route('/api/staff/v1', createStaffApi(deps.staffApi))
  app.route('/', createConsoleFiles(deps.consoleFolder))

  app.get('/widget.js', async (c) => {
    const script = await readFile(deps.widgetFile)
    return c.body(script, 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
      // Any page may load the script; what it may ask is for CORS to say.
      'Cross-Origin-Resource-Policy': 'cross-origin',
    })
  })
  app.route('/', createOpsRoutes(deps))
  app.route('/', createDocsPage())
  app.route('/', createWebPagesRoutes({ currentEdition, clock }))
  return app
}

const apiDocumentation: GenerateSpecOptions['documentation'] = {
  info: {
    title: 'Một Cửa citizen API',
    version: '1',
    description: 'Ask a ward’s helpdesk and get a short, sourced answer, or a person.',
  },
  servers: [{ url: '/api/v1' }],
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
}

/** A route that sets a stricter policy of its own keeps it. */
function createSecurityHeaders() {
  const usual = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      // The API documentation styles itself inline; pages of ours do not need it.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      frameAncestors: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
    },
  })
  return createMiddleware<AppEnv>(async (c, next) => {
    let own: string | null = null
    await usual(c, async () => {
      await next()
      own = c.res.headers.get('Content-Security-Policy')
    })
    if (own) c.res.headers.set('Content-Security-Policy', own)
  })
}

function allowOrigins(allowed: string[]) {
  return cors({
    origin: (origin) => (allowed.includes('*') || allowed.includes(origin) ? origin : null),
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['Content-Type', 'Authorization', 'Last-Event-ID', 'Accept'],
    maxAge: 3600,
  })
}
