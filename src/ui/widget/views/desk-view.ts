import { html, nothing, type TemplateResult } from 'lit'
import type { Standing } from '../reply.ts'
import { type Texts, ticketStateText } from '../texts.ts'
import { icons } from './icons.ts'
import type { View } from './view.ts'

/** How the citizen's ticket stands: the queue, who helps, contact to leave, the rating at the end. */
export function deskView(view: View): TemplateResult | typeof nothing {
  const { words, chat } = view
  const { standing } = chat
  if (!standing || standing.state === 'closed') return nothing
  return html`
    <div class="desk" role="region" aria-label=${words.ticket}>
      <p role="status">${icons.ticket}<span><b>${standing.number}</b> · ${standingText(standing, words)}</span></p>
      ${standing.state === 'new' ? contactView(view) : nothing}
      ${chat.isRatingAsked ? ratingView(view) : nothing}
    </div>`
}

function standingText({ state, queue, official }: Standing, words: Texts): string {
  const stateText = ticketStateText(state, words)
  if (official && state !== 'resolved') {
    return `${[official.name, official.title].filter(Boolean).join(', ')} ${words.helps}`
  }
  if (!queue) return stateText
  const [from, to] = queue.minutes
  return [
    stateText,
    queue.nextOpening ? words.opensAt(momentText(queue.nextOpening)) : words.inQueue(queue.place),
    from && to && !queue.nextOpening ? words.inMinutes(from, to) : '',
    words.mayLeave,
  ]
    .filter(Boolean)
    .join('. ')
}

function momentText(time: string): string {
  return new Date(time).toLocaleString('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'long',
    day: '2-digit',
    month: '2-digit',
  })
}

function contactView({ words, contactForm, act }: View): TemplateResult {
  if (contactForm === 'sent') return html`<p role="status">${words.contactSent}</p>`
  const onSubmit = (event: Event) => {
    event.preventDefault()
    if (!(event.target instanceof HTMLFormElement)) return
    const form = new FormData(event.target)
    act.leaveContact(String(form.get('name')).trim(), String(form.get('phone')).trim())
  }
  return html`
    <details>
      <summary>${words.contact}</summary>
      <form @submit=${onSubmit}>
        <input name="name" maxlength="100" autocomplete="name" aria-label=${words.contactName}
          placeholder=${words.contactName}>
        <input name="phone" type="tel" required pattern="[+]?[0-9 .\\-]{8,20}" autocomplete="tel"
          aria-label=${words.contactPhone} placeholder=${words.contactPhone}>
        <label><input type="checkbox" required> ${words.consent}</label>
        <button class="main" type="submit">${words.contactSend}</button>
        ${contactForm === 'failed' ? html`<p class="failed" role="alert">${words.notSent}</p>` : nothing}
      </form>
    </details>`
}

function ratingView({ words, ratingForm, act }: View): TemplateResult {
  if (ratingForm === 'sent') return html`<p role="status">${words.thanks}</p>`
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    const { target, submitter } = event
    if (!(target instanceof HTMLFormElement) || !(submitter instanceof HTMLButtonElement)) return
    const comment = String(new FormData(target).get('comment')).trim()
    act.rateTicket(Number(submitter.value), comment)
  }
  return html`
    <form @submit=${onSubmit}>
      <p>${words.rateTicket}</p>
      <input name="comment" maxlength="1000" aria-label=${words.rateMore}
        placeholder=${words.rateMore}>
      <p class="stars">
        ${[1, 2, 3, 4, 5].map(
          (value) => html`<button type="submit" value=${value} aria-label=${words.stars(value)}>
            ${value}<span aria-hidden="true">★</span>
          </button>`,
        )}
      </p>
      ${ratingForm === 'failed' ? html`<p class="failed" role="alert">${words.notSent}</p>` : nothing}
    </form>`
}
