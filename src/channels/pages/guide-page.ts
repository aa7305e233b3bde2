import { html, raw } from 'hono/html'
import { type Edition, passagesOn } from '../../knowledge/edition.ts'
import { type Facet, facetTitles } from '../../knowledge/facet.ts'
import type { Guide } from '../../knowledge/guide.ts'
import type { Passage } from '../../knowledge/passages.ts'
import { type Day, formatDay } from '../../shared/day.ts'
import { guideSummary } from './guide-summary.ts'
import type { Html } from './html.ts'
import { layout } from './layout.ts'
import { renderMarkdown } from './render-markdown.ts'

/** The public page of one guide as it holds on that day; null when it does not hold then. */
export function guidePage(edition: Edition, guideId: string, day: Day): Html | null {
  const guide = edition.guides.get(guideId)
  const passages = passagesOn(edition, guideId, day)
  if (!guide || passages.length === 0) return null
  const { ward } = edition.knowledge
  const sections = passages.flatMap(({ facet, text }) => (facet === null ? [] : [{ facet, text }]))
  return layout({
    edition,
    title: `${guide.title} – ${ward.name}`,
    description: `${guide.title}: hồ sơ, lệ phí, thời hạn, nơi nộp tại ${ward.short_name}.`,
    place: 'guide',
    content: html`<article class="inner guide-page">
  <p class="print-head">${ward.name}, ${ward.province}</p>
  <p class="crumbs"><a href="/thu-tuc">Thủ tục</a> › ${guide.field}</p>
  <h1>${guide.title}</h1>
  ${lead(passages)}
  ${guideSummary(guide, ward, day)}
  <p class="actions">
    <button class="button" type="button" data-open-widget hidden>Hỏi trợ lý về thủ tục này</button>
    <button class="button plain" type="button" data-print hidden>In danh sách cần mang</button>
  </p>
  ${contents(sections.map(({ facet }) => facet))}
  ${sections.map(section)}
  ${mixedUp(edition, guide)}
  ${provenance(edition, guide)}
</article>`,
  })
}

function lead(passages: Passage[]): Html | string {
  const text = passages.find(({ facet }) => facet === null)?.text
  return text ? html`<div class="lead" id="tong_quan">${raw(renderMarkdown(text))}</div>` : ''
}

function contents(facets: Facet[]): Html {
  return html`<nav class="contents" aria-label="Các mục của hướng dẫn">${facets.map(
    (facet) => html`<a href="#${facet}">${facetTitles[facet]}</a>`,
  )}</nav>`
}

function section({ facet, text }: { facet: Facet; text: string }): Html {
  return html`
  <section class="facet ${facet}" aria-labelledby="${facet}">
    <h2 id="${facet}" tabindex="-1">${facetTitles[facet]}</h2>
    ${raw(renderMarkdown(text))}
  </section>`
}

function mixedUp({ guides }: Edition, { confusedWith }: Guide): Html | string {
  const known = confusedWith.flatMap(({ guide: id, difference }) => {
    const guide = guides.get(id)
    return guide ? [{ guide, difference }] : []
  })
  if (known.length === 0) return ''
  return html`
  <section class="mixed-up" aria-labelledby="de-nham">
    <h2 id="de-nham">Có phải bạn cần thủ tục khác?</h2>
    <ul class="guides">${known.map(
      ({ guide, difference }) => html`
      <li><a href="/thu-tuc/${guide.id}"><strong>${guide.title}</strong><span>${difference}</span></a></li>`,
    )}</ul>
  </section>`
}

function provenance({ number }: Edition, { sources, checkedOn }: Guide): Html {
  return html`
  <section class="provenance" aria-labelledby="nguon">
    <h2 id="nguon">Nguồn</h2>
    <ul>${sources.map(
      (url) => html`<li><a href="${url}" rel="noopener noreferrer">${hostOf(url)}</a></li>`,
    )}</ul>
    <p>Kiểm tra ngày ${formatDay(checkedOn)} · Ấn bản số ${number}</p>
  </section>`
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
