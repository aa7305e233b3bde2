import { html, nothing, type TemplateResult } from 'lit'
import type { ReplyEntry } from '../entry.ts'
import { icons } from './icons.ts'
import type { View } from './view.ts'

/** 👍, 👎 with optional words, and the copy button of one reply. */
export function feedbackView({ id, reply, feedback }: ReplyEntry, view: View): TemplateResult {
  const { words, act, copiedReplyId, feedbackForms } = view
  const form = feedbackForms.get(id)
  const isCopied = copiedReplyId === id
  return html`
    <div class="feedback">
      <button class="icon" type="button" aria-label=${words.helpful} title=${words.helpful}
        aria-pressed=${feedback === 'up'} @click=${() => act.rate(id, 'up')}>${icons.up}</button>
      <button class="icon" type="button" aria-label=${words.unhelpful} title=${words.unhelpful}
        aria-pressed=${feedback === 'down'} @click=${() => act.rate(id, 'down')}>
        ${icons.down}
      </button>
      <button class="icon" type="button" aria-label=${words.copy} title=${words.copy}
        @click=${() => act.copy(reply)}>${icons.copy}</button>
      <span role="status">${
        isCopied
          ? words.copied
          : form === 'thanked'
            ? words.thanks
            : form === 'failed'
              ? words.feedbackFailed
              : ''
      }</span>
    </div>
    ${form === 'asking' ? formView(id, view) : nothing}`
}

function formView(replyId: string, { words, act }: View): TemplateResult {
  const onSubmit = (event: Event) => {
    event.preventDefault()
    if (!(event.target instanceof HTMLFormElement)) return
    const comment = new FormData(event.target).get('comment')
    act.explain(replyId, typeof comment === 'string' ? comment.trim() : '')
  }
  return html`
    <form class="comment" @submit=${onSubmit}>
      <label>${words.feedbackQuestion}
        <textarea name="comment" rows="2" maxlength="500" lang="vi"></textarea>
      </label>
      <button class="main" type="submit">${words.feedbackSend}</button>
    </form>`
}
