import { html, nothing, type TemplateResult } from 'lit'
import { icons } from './icons.ts'
import type { View } from './view.ts'

/** Longest message the service takes, in characters. */
export const longestMessage = 1000
const counterFrom = 850

/** True when what is typed may be sent. */
export function canSend(typed: string): boolean {
  return typed.trim() !== '' && typed.trim().length <= longestMessage
}

/** Where the citizen types. */
export function composerView({ words, typed, isOnline, fileFault, act }: View): TemplateResult {
  const left = longestMessage - typed.trim().length
  const onInput = ({ target }: Event) => {
    if (target instanceof HTMLTextAreaElement) act.type(target.value)
  }
  const onSubmit = (event: Event) => {
    event.preventDefault()
    act.sendTyped()
  }
  const onFile = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement)) return
    const file = target.files?.[0]
    if (file) act.attach(file)
    target.value = ''
  }
  return html`
    <form class="composer" @submit=${onSubmit}>
      ${isOnline ? nothing : html`<p class="offline" role="alert">${words.offline}</p>`}
      ${fileFault ? html`<p class="offline" role="alert">${fileFault}</p>` : nothing}
      <div class="field">
        <textarea rows="1" .value=${typed} aria-label=${words.inputLabel} lang="vi"
          placeholder=${words.inputHint} enterkeyhint="send" autocomplete="off"
          aria-invalid=${left < 0} @input=${onInput}
          @keydown=${(event: KeyboardEvent) => {
            if (!sendsMessage(event)) return
            event.preventDefault()
            act.sendTyped()
          }}></textarea>
        <label class="attach" title=${words.attach}>
          ${icons.clip}
          <input class="hidden" type="file" aria-label=${words.attach}
            accept="image/*,application/pdf" @change=${onFile}>
        </label>
        <button class="send" type="submit" aria-label=${words.send} title=${words.send}
          ?disabled=${!canSend(typed)}>${icons.send}</button>
      </div>
      <p class="counter ${left < 0 ? 'over' : ''}" role="status">${
        longestMessage - left >= counterFrom ? words.charactersLeft(left) : ''
      }</p>
    </form>`
}

/**
 * True for the Enter that means "send".
 *
 * Not while a Telex/VNI syllable is being composed; key code 229 is how Safari tells of the Enter
 * that ends a composition.
 */
function sendsMessage({ key, shiftKey, isComposing, keyCode }: KeyboardEvent): boolean {
  return key === 'Enter' && !shiftKey && !isComposing && keyCode !== 229
}
