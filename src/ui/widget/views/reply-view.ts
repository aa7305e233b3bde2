import { html, nothing, type TemplateResult } from 'lit'
import type { ReplyEntry } from '../entry.ts'
import { renderMarkdown } from '../markdown.ts'
import type { Reply, Ticket } from '../reply.ts'
import { type Texts, ticketStateText } from '../texts.ts'
import { citationsView } from './citations-view.ts'
import { feedbackView } from './feedback-view.ts'
import { icons } from './icons.ts'
import { pageLink } from './page-link.ts'
import type { View } from './view.ts'

/** One reply, looking as its kind asks; its buttons work while it is the last word. */
export function replyView(entry: ReplyEntry, isLast: boolean, view: View): TemplateResult {
  const { reply } = entry
  const { words, settings, act } = view
  const isStaff = reply.generatedBy === 'staff'
  return html`
    <div class="entry ${isStaff ? 'staff' : reply.kind}">
      ${isStaff ? html`<p class="sender">${icons.person}<b>${words.staff}</b></p>` : nothing}
      <div class="bubble ${isStaff ? '' : 'reply'}">
        ${isStaff ? nothing : kindTitle(reply, words)}
        <div lang="vi">${renderMarkdown(reply.text, settings.api)}</div>
        ${reply.ticket ? ticketView(reply.ticket, words) : nothing}
        ${
          reply.procedure && reply.kind === 'answer'
            ? html`<p class="full-page">${pageLink(
                settings.api,
                `/thu-tuc/${encodeURIComponent(reply.procedure.id)}`,
                html`${icons.page}<span>${words.fullPage}</span>`,
              )}</p>`
            : nothing
        }
        ${citationsView(reply.citations, view)}
        ${isStaff ? nothing : makerView(reply, words)}
      </div>
      ${isStaff || reply.kind === 'smalltalk' ? nothing : feedbackView(entry, view)}
      ${isLast && reply.options.length > 0 ? optionsView(reply, act.ask) : nothing}
    </div>`
}

function kindTitle({ kind }: Reply, words: Texts): TemplateResult | typeof nothing {
  switch (kind) {
    case 'clarify':
      return html`<p class="kind">${icons.question}<span>${words.clarify}</span></p>`
    case 'redirect':
      return html`<p class="kind">${icons.office}<span>${words.redirect}</span></p>`
    case 'handoff':
      return html`<p class="kind">${icons.person}<span>${words.handoff}</span></p>`
    case 'refusal':
      return html`<p class="kind">${icons.notice}<span>${words.refusal}</span></p>`
    case 'answer':
    case 'smalltalk':
      return nothing
  }
}

function ticketView(ticket: Ticket, words: Texts): TemplateResult {
  const state = ticketStateText(ticket.state, words)
  return html`
    <div class="ticket">
      <p>${icons.ticket}<span>${words.ticket}</span></p>
      <p class="number">${ticket.number}</p>
      ${state ? html`<p class="state">${state}</p>` : nothing}
    </div>`
}

function optionsView({ kind, options }: Reply, ask: (text: string) => void): TemplateResult {
  return html`
    <div class=${kind === 'clarify' ? 'choices' : 'chips'} lang="vi">
      ${options.map(
        ({ label, text }) =>
          html`<button type="button" @click=${() => ask(text)}>${label}</button>`,
      )}
    </div>`
}

/** Says who made the words (the AI Law asks for it) and from which state of the guides. */
function makerView(
  { kind, generatedBy, edition }: Reply,
  words: Texts,
): typeof nothing | TemplateResult {
  if (kind !== 'answer') return nothing
  const maker = generatedBy === 'llm' ? words.fromModel : words.fromGuide
  return html`<p class="maker">${maker}${edition ? ` · ${words.edition} ${edition}` : ''}</p>`
}
