import { html } from 'hono/html'
import { facetTitles } from '../../knowledge/facet.ts'
import type { Guide } from '../../knowledge/guide.ts'
import { feeText } from '../../knowledge/passages.ts'
import type { WardProfile } from '../../knowledge/ward-profile.ts'
import { type Day, formatDay, holdsOn, type Validity } from '../../shared/day.ts'
import { levelText } from './guide-list.ts'
import type { Html } from './html.ts'

type Fact = Validity & { condition: string | null; text: string }

/** Beyond this many characters bold text is no longer quick to read. */
const longestBold = 60

/** Fee, time and who settles it at a glance, as they hold on that day. */
export function guideSummary(guide: Guide, ward: WardProfile, day: Day): Html {
  const fees = guide.fee.map((fee) => ({ ...fee, text: feeText(fee) }))
  return html`<dl class="summary">
    ${factRow(facetTitles.le_phi, 'le_phi', fees, day)}
    ${factRow(facetTitles.thoi_han, 'thoi_han', guide.duration, day)}
    <div><dt>Nơi giải quyết</dt><dd><p><b>${levelText(guide.level, ward)}</b></p><p>${guide.agency}</p></dd></div>
    <div><dt>Ai làm</dt><dd><p>${guide.audience}</p></dd></div>
    ${guide.code ? html`<div><dt>Mã thủ tục</dt><dd><p>${guide.code}</p></dd></div>` : ''}
  </dl>`
}

function factRow(name: string, anchor: string, facts: Fact[], day: Day): Html | string {
  const now = facts.filter((fact) => holdsOn(fact, day))
  if (now.length === 0) return ''
  return html`<div class="main-fact"><dt><a href="#${anchor}">${name}</a></dt><dd>${now.map(
    ({ condition, text, until }) => html`<p>${condition ? html`<span>${condition}</span>` : ''}
      ${text.length <= longestBold ? html`<b>${text}</b>` : text}${
        until ? ` (đến hết ngày ${formatDay(until)})` : ''
      }</p>`,
  )}</dd></div>`
}
