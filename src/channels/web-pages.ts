import { type Context, Hono } from 'hono'
import type { Edition } from '../knowledge/edition.ts'
import type { Clock } from '../shared/clock.ts'
import { dayOf } from '../shared/day.ts'
import { demoPage } from './pages/demo-page.ts'
import { guideListPage, guideNotFoundPage } from './pages/guide-list-page.ts'
import { guidePage } from './pages/guide-page.ts'
import { pageIcon } from './pages/page-icon.ts'
import { pageScript } from './pages/page-script.ts'
import { pageStyles } from './pages/page-styles.ts'

type Needs = { currentEdition: () => Edition; clock: Clock }

const longestQuery = 200

/** The public pages: the ward's front page, the list of guides, each guide; and their assets. */
export function createWebPagesRoutes({ currentEdition, clock }: Needs): Hono {
  const today = () => dayOf(clock())
  return new Hono()
    .get('/', (c) => c.html(demoPage(currentEdition(), today())))
    .get('/thu-tuc', (c) => {
      const query = (c.req.query('q') ?? '').trim().slice(0, longestQuery)
      return c.html(guideListPage(currentEdition(), today(), query))
    })
    .get('/thu-tuc/:slug', (c) => {
      const slug = c.req.param('slug')
      const edition = currentEdition()
      const page = guidePage(edition, slug, today())
      return page ? c.html(page) : c.html(guideNotFoundPage(edition, today(), slug), 404)
    })
    .get('/assets/site.css', (c) => sendAsset(c, pageStyles, 'text/css; charset=utf-8'))
    .get('/assets/site.js', (c) => sendAsset(c, pageScript, 'text/javascript; charset=utf-8'))
    .get('/assets/icon.svg', (c) => sendAsset(c, pageIcon, 'image/svg+xml'))
}

/** With its hash in the address it never changes; without, it is asked for again each hour. */
function sendAsset(c: Context, content: string, type: string): Response {
  const maxAge = c.req.query('v') ? 'max-age=31536000, immutable' : 'max-age=3600'
  return c.body(content, 200, { 'Content-Type': type, 'Cache-Control': `public, ${maxAge}` })
}
