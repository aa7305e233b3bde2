import { html, nothing, type TemplateResult } from 'lit'
import type { ChatState } from '../chat.ts'
import type { CitizenEntry, Entry, StaffEntry } from '../entry.ts'
import { renderMarkdown } from '../markdown.ts'
import type { Official } from '../reply.ts'
import type { Texts } from '../texts.ts'
import { icons } from './icons.ts'
import { replyView } from './reply-view.ts'
import type { View } from './view.ts'

/**
 * The conversation. Finished messages stand in the live region (`role="log"`); what is being
 * streamed stands outside it, so that a screen reader hears each reply once and whole.
 */
export function logView(view: View): TemplateResult {
  const { words, chat, settings } = view
  const status = statusText(chat, words)
  const last = chat.entries.at(-1)
  return html`
    <div class="scroller" tabindex="0" role="region" aria-label=${words.log}>
      ${greetingView(view)}
      ${chat.history === 'failed' ? historyView(view) : nothing}
      <div class="log" role="log" aria-label=${words.log}>
        ${chat.entries.map((entry) => entryView(entry, entry === last, view))}
      </div>
      ${
        chat.draft === ''
          ? nothing
          : html`<div class="bubble reply draft" lang="vi" aria-live="off" aria-busy="true">
              ${renderMarkdown(chat.draft, settings.api)}
            </div>`
      }
      <p class="status ${chat.phase}" role="status">${
        status
          ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${status}`
          : ''
      }</p>
    </div>`
}

function greetingView(view: View): TemplateResult {
  const { settings, words, language, chat, act } = view
  const isOwn = settings.greeting !== '' && language === 'vi'
  return html`
    <div class="greeting">
      <div class="bubble reply">
        <p>${isOwn ? settings.greeting : words.greeting}</p>
        <p class="small">${words.privacy}</p>
        ${words.answersInVietnamese ? html`<p class="small">${words.answersInVietnamese}</p>` : ''}
      </div>
      ${
        chat.entries.length > 0 || chat.history !== 'ready'
          ? nothing
          : html`<p class="starters-title">${words.starters}</p>
              <div class="chips">
                ${words.starterQuestions.map(
                  ({ label, text }) =>
                    html`<button type="button" @click=${() => act.ask(text)}>${label}</button>`,
                )}
              </div>
              ${pickUpView(view)}`
      }
    </div>`
}

function historyView({ words, act }: View): TemplateResult {
  return html`<p class="failed" role="alert">${words.historyFailed}
    <button class="text" type="button" @click=${act.reload}>${words.reload}</button></p>`
}

function entryView(entry: Entry, isLast: boolean, view: View): TemplateResult {
  if (entry.kind === 'citizen') return citizenView(entry, view)
  if (entry.kind === 'staff') return staffView(entry, view)
  return replyView(entry, isLast, view)
}

function citizenView({ id, text, hasFailed }: CitizenEntry, { words, act }: View): TemplateResult {
  return html`
    <div class="entry citizen">
      <p class="bubble" lang="vi"><span class="hidden">${words.you}: </span>${text}</p>
      ${
        hasFailed
          ? html`<p class="failed" role="alert">${words.failed}
              <button class="text" type="button" @click=${() => act.resend(id)}>
                ${words.resend}
              </button></p>`
          : nothing
      }
    </div>`
}

function staffView({ text, from }: StaffEntry, { words, settings }: View): TemplateResult {
  if (!from) {
    return html`<div class="entry"><div class="bubble reply" lang="vi">
      ${renderMarkdown(text, settings.api)}
    </div></div>`
  }
  return html`
    <div class="entry staff">
      ${officialView(from, words)}
      <div class="bubble typed" lang="vi">${text}</div>
    </div>`
}

/** Who wrote: a person of the office, by name and title. */
function officialView({ name, title }: Official, words: Texts): TemplateResult {
  return html`<p class="sender">${icons.person}<span><b>${name || words.staff}</b>${
    title ? ` · ${title}` : ''
  } · ${words.isPerson}</span></p>`
}

/** The answers behind a code, for a citizen who comes back on another device. */
function pickUpView({ words, pickedUp, act }: View): TemplateResult {
  const onSubmit = (event: Event) => {
    event.preventDefault()
    if (!(event.target instanceof HTMLFormElement)) return
    const form = new FormData(event.target)
    act.pickUp(String(form.get('code')), String(form.get('digits')))
  }
  return html`
    <details class="desk">
      <summary>${words.pickUp}</summary>
      <form @submit=${onSubmit}>
        <input name="code" required maxlength="20" autocomplete="off" autocapitalize="characters"
          aria-label=${words.pickUpCode} placeholder=${words.pickUpCode}>
        <input name="digits" inputmode="numeric" pattern="\\d{4}" maxlength="4" autocomplete="off"
          aria-label=${words.pickUpDigits} placeholder=${words.pickUpDigits}>
        <button class="main" type="submit">${words.pickUpSend}</button>
      </form>
      <div role="status">
        ${pickedUp?.fault}
        ${pickedUp?.answers.map(
          ({ text, from }) => html`<div class="entry staff">
            ${from ? officialView(from, words) : nothing}
            <div class="bubble typed" lang="vi">${text}</div>
          </div>`,
        )}
      </div>
    </details>`
}

function statusText({ phase, draft, isStaffTyping }: ChatState, words: Texts): string {
  if (phase === 'retrying') return words.retrying
  if (phase !== 'idle') return draft === '' ? words[phase] : words.writing
  return isStaffTyping ? words.staffTyping : ''
}
