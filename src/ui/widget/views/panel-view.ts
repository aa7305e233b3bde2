import { html, nothing, type TemplateResult } from 'lit'
import { composerView } from './composer-view.ts'
import { deskView } from './desk-view.ts'
import { icons } from './icons.ts'
import { logView } from './log-view.ts'
import type { View } from './view.ts'

/** The open widget. A dialog that does not lock the page: no focus trap, Esc closes. */
export function panelView(view: View): TemplateResult {
  const { words, settings, language, isLarge } = view
  return html`
    <section class="panel ${isLarge ? 'large' : ''}" role="dialog" aria-label=${titleOf(view)}
      lang=${language}>
      <header>
        <span class="mark">${icons.office}</span>
        <div class="names">
          <h2 tabindex="-1" lang=${settings.title ? 'vi' : language}>${titleOf(view)}</h2>
          <p>${words.isAutomatic}</p>
        </div>
        <button class="icon" type="button" aria-label=${words.close} title=${words.close}
          @click=${view.act.close}>${icons.close}</button>
      </header>
      ${toolsView(view)}
      ${view.isAskingToErase ? eraseView(view) : nothing}
      ${deskView(view)}
      ${logView(view)}
      ${composerView(view)}
    </section>`
}

function titleOf({ settings, words }: View): string {
  return settings.title || words.assistant
}

function toolsView({ words, isLarge, act }: View): TemplateResult {
  return html`
    <div class="tools">
      <button class="person" type="button" @click=${() => act.ask(words.talkToPersonText)}>
        ${icons.person}<span>${words.talkToPerson}</span>
      </button>
      <button type="button" aria-pressed=${isLarge} aria-label=${words.largerText}
        title=${words.largerText} @click=${act.toggleLarge}>
        ${isLarge ? html`<b>A</b>` : html`<b class="bigger">A+</b>`}
      </button>
      <button type="button" aria-label=${words.switchLanguageLabel}
        title=${words.switchLanguageLabel} @click=${act.toggleLanguage}>
        <b>${words.switchLanguage}</b>
      </button>
      <button type="button" aria-label=${words.erase} title=${words.erase}
        @click=${() => act.askToErase(true)}>${icons.erase}</button>
    </div>`
}

function eraseView({ words, act }: View): TemplateResult {
  return html`
    <div class="erase" role="alertdialog" aria-label=${words.erase}>
      <p>${words.eraseQuestion}</p>
      <button class="main" type="button" @click=${act.erase}>${words.eraseYes}</button>
      <button type="button" @click=${() => act.askToErase(false)}>${words.eraseNo}</button>
    </div>`
}
