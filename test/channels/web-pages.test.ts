import { beforeAll, describe, expect, it } from 'vitest'
import { createWebPagesRoutes } from '../../src/channels/web-pages.ts'
import { createEdition, type Edition } from '../../src/knowledge/edition.ts'
import { hashOfFiles, parseKnowledge, readKnowledgeFiles } from '../../src/knowledge/read-folder.ts'
import type { WardProfile } from '../../src/knowledge/ward-profile.ts'
import { stoppedClock } from '../../src/shared/clock.ts'

let edition: Edition

beforeAll(async () => {
  const files = await readKnowledgeFiles('knowledge')
  const { knowledge } = parseKnowledge(files)
  if (!knowledge) throw new Error('The knowledge folder cannot be read.')
  const about = { number: 7, publishedAt: new Date('2026-11-24'), hash: hashOfFiles(files) }
  edition = createEdition(about, knowledge)
})

async function get(path: string, { ward = {}, on = '2026-11-24' }: Visit = {}) {
  const knowledge = { ...edition.knowledge, ward: { ...edition.knowledge.ward, ...ward } }
  const app = createWebPagesRoutes({
    currentEdition: () => ({ ...edition, knowledge }),
    clock: stoppedClock(new Date(`${on}T03:00:00Z`)),
  })
  const response = await app.request(path)
  return { response, text: await response.text() }
}
type Visit = { ward?: Partial<WardProfile>; on?: string }

const resultsOf = (page: string) =>
  [...page.matchAll(/<li><a href="\/thu-tuc\/([^"]+)"/g)].map(([, id]) => id)

describe('the front page', () => {
  it('shows the ward, the search box, usual procedures and the widget', async () => {
    const { response, text } = await get('/')

    expect(response.status).toBe(200)
    expect(text).toContain(edition.knowledge.ward.name)
    expect(text).toMatch(/<form class="search" action="\/thu-tuc" method="get"/)
    expect(resultsOf(text)).toContain('dang-ky-khai-sinh')
    expect(text).toContain('<script src="/widget.js" defer')
  })

  it('shows office hours and phone only when the ward has filled them in', async () => {
    const bare = await get('/', { ward: { hours: null, phone: null } })
    const hours = [
      { days: [2, 3, 4, 5, 6], open: '08:00', close: '12:00' },
      { days: [2, 3, 4, 5, 6], open: '13:00', close: '17:00' },
    ]
    const full = await get('/', { ward: { hours, phone: '024 1234 567' } })

    expect(bare.text).not.toMatch(/Giờ làm việc|Điện thoại/)
    expect(full.text).toContain('Thứ Hai – thứ Sáu: 08:00–12:00, 13:00–17:00')
    expect(full.text).toContain('href="tel:0241234567"')
  })

  it('asks nothing of other sites and runs nothing inline', async () => {
    for (const path of ['/', '/thu-tuc', '/thu-tuc/dang-ky-khai-sinh']) {
      const { text } = await get(path)

      expect(text).not.toMatch(/<(script|img|link|iframe)[^>]+(src|href)="(https?:)?\/\//)
      expect(text).not.toMatch(/<style|style="|<script(?![^>]*src=)| on\w+="/)
    }
  })
})

describe('the list of guides', () => {
  it('has every guide, by field', async () => {
    const { text } = await get('/thu-tuc')

    expect(text).toContain('<h2 id="ho-tich">Hộ tịch</h2>')
    expect(new Set(resultsOf(text)).size).toBe(edition.guides.size)
  })

  it.each(['giấy khai sinh', 'giay khai sinh', 'GIAY  KHAI SINH', '1.001193'])(
    'finds birth registration first by %j',
    async (query) => {
      const { text } = await get(`/thu-tuc?q=${encodeURIComponent(query)}`)

      expect(resultsOf(text)[0]).toBe('dang-ky-khai-sinh')
    },
  )

  it('says so when nothing fits, and shows the query as text only', async () => {
    const { text } = await get('/thu-tuc?q=%22%3E%3Cscript%3Ezzqq')

    expect(text).toContain('Chưa tìm thấy thủ tục nào')
    expect(text).not.toContain('"><script>zzqq')
  })
})

describe('the page of a guide', () => {
  it('has all facets under their anchors, the facts at the top, and where it comes from', async () => {
    const { text } = await get('/thu-tuc/dang-ky-khai-sinh')

    expect([...text.matchAll(/<h2 id="(\w+)" tabindex/g)].map(([, id]) => id)).toEqual([
      'ho_so',
      'thoi_han',
      'le_phi',
      'noi_nop',
      'trinh_tu',
      'dieu_kien',
      'ket_qua',
      'can_cu',
      'luu_y',
    ])
    expect(text.indexOf('class="summary"')).toBeLessThan(text.indexOf('id="ho_so"'))
    expect(text).toContain('1.001193')
    expect(text).toMatch(/Kiểm tra ngày \d\d\/\d\d\/\d{4} · Ấn bản số 7/)
  })

  it('reads as the guide does on that day', async () => {
    const before = await get('/thu-tuc/dang-ky-khai-sinh', { on: '2027-02-28' })
    const after = await get('/thu-tuc/dang-ky-khai-sinh', { on: '2027-03-01' })

    expect(before.text).toContain('có hiệu lực từ 01/3/2027')
    expect(after.text).toContain('đã có hiệu lực từ 01/3/2027')
  })

  it('answers an unknown address with 404, the nearest guides and the whole list', async () => {
    const { response, text } = await get('/thu-tuc/dang-ky-khai-sin')

    expect(response.status).toBe(404)
    expect(text).toContain('Có phải bạn tìm')
    expect(new Set(resultsOf(text)).size).toBe(edition.guides.size)
  })
})

describe('assets', () => {
  it.each(['site.css', 'site.js', 'icon.svg'])('serves %s with cache headers', async (name) => {
    const { response } = await get(`/assets/${name}?v=1`)

    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toContain('immutable')
  })
})
