import { html } from 'hono/html'
import type { Edition } from '../../knowledge/edition.ts'
import type { Guide } from '../../knowledge/guide.ts'
import type { WardProfile } from '../../knowledge/ward-profile.ts'
import type { Day } from '../../shared/day.ts'
import { groupByField, guidesOn, levelText } from './guide-list.ts'
import type { Html } from './html.ts'
import { layout } from './layout.ts'
import { searchForm } from './search-form.ts'
import { searchGuides } from './search-guides.ts'

/** All guides by field, or those that fit the query. */
export function guideListPage(edition: Edition, day: Day, query: string): Html {
  const { ward } = edition.knowledge
  const guides = guidesOn(edition, day)
  return layout({
    edition,
    title: query === '' ? `Thủ tục hành chính – ${ward.name}` : `Tìm “${query}” – ${ward.name}`,
    description: `Danh sách ${guides.length} thủ tục hành chính có hướng dẫn tại ${ward.short_name}.`,
    place: 'list',
    content: html`<div class="inner list-page">
  <h1>Thủ tục hành chính</h1>
  ${searchForm(query)}
  ${query === '' ? fieldSections(guides, ward) : results(guides, query, ward)}
</div>`,
  })
}

/** What is said where there is no such guide: the nearest ones, the search box and the whole list. */
export function guideNotFoundPage(edition: Edition, day: Day, slug: string): Html {
  const { ward } = edition.knowledge
  const guides = guidesOn(edition, day)
  const near = searchGuides(guides, slug.replaceAll('-', ' ')).found.slice(0, 4)
  return layout({
    edition,
    title: `Không có trang này – ${ward.name}`,
    description: 'Không có hướng dẫn ở địa chỉ này.',
    place: 'list',
    content: html`<div class="inner list-page">
  <h1>Chưa có hướng dẫn ở địa chỉ này</h1>
  <p class="lead">Có thể đường dẫn bị gõ nhầm, hoặc thủ tục đã đổi tên. Bạn thử tìm lại, chọn trong
  danh sách bên dưới, hoặc hỏi trợ lý ở góc màn hình.</p>
  ${searchForm()}
  ${near.length > 0 ? html`<h2>Có phải bạn tìm</h2>${guideItems(near, ward)}` : ''}
  ${fieldSections(guides, ward)}
</div>`,
  })
}

function fieldSections(guides: Guide[], ward: WardProfile): Html {
  const groups = groupByField(guides)
  return html`
  <nav class="fields" aria-label="Lĩnh vực">${groups.map(
    ({ field, anchor, guides: { length } }) =>
      html`<a href="#${anchor}">${field} <span>${length}</span></a>`,
  )}</nav>
  ${groups.map(
    ({ field, anchor, guides: members }) => html`<section aria-labelledby="${anchor}">
    <h2 id="${anchor}">${field}</h2>${guideItems(members, ward)}</section>`,
  )}`
}

function results(guides: Guide[], query: string, ward: WardProfile): Html {
  const { found, isExact } = searchGuides(guides, query)
  if (found.length === 0) {
    return html`
  <p class="lead">Chưa tìm thấy thủ tục nào cho “${query}”. Bạn thử ít từ hơn, ví dụ “khai sinh”,
  “tạm trú”, hoặc hỏi trợ lý ở góc màn hình.</p>
  <p><a class="button" href="/thu-tuc">Xem tất cả thủ tục</a></p>`
  }
  const count = isExact
    ? `${found.length} thủ tục cho “${query}”`
    : `Không có thủ tục nào khớp hết các từ trong “${query}”. Gần nhất là:`
  return html`
  <h2 class="count">${count}</h2>
  ${guideItems(found, ward)}
  <p><a href="/thu-tuc">Xem tất cả thủ tục</a></p>`
}

function guideItems(guides: Guide[], ward: WardProfile): Html {
  return html`<ul class="guides">${guides.map(
    ({ id, title, level, code }) => html`
    <li><a href="/thu-tuc/${id}"><strong>${title}</strong>
      <span>${levelText(level, ward)}${code ? ` · Mã thủ tục ${code}` : ''}</span></a></li>`,
  )}</ul>`
}
