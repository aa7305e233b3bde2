import { html, nothing, type TemplateResult } from 'lit'
import { icons } from './icons.ts'
import type { View } from './view.ts'

/** The button in the corner; hidden, not gone, while the panel is open. */
export function launcherView(
  { words, language, chat }: View,
  isOpen: boolean,
  open: () => void,
): TemplateResult {
  return html`
    <button class="launcher" type="button" aria-expanded=${isOpen} aria-haspopup="dialog"
      ?hidden=${isOpen} lang=${language} @click=${open}>
      ${icons.chat}<span>${words.launcher}</span>
      <span role="status">${
        chat.unreadCount > 0
          ? html`<span class="hidden">${words.unread}</span>
              <b aria-hidden="true">${chat.unreadCount}</b>`
          : nothing
      }</span>
    </button>`
}
