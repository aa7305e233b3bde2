import type { Entry } from '../../../staff/staff-api-schema.ts'
import { attempt } from '../../widget/conversation-store.ts'
import { fieldOf, listOf, parseJson, textOf } from '../../widget/read-json.ts'

export type Citation = Entry['citations'][number]

/** What an official is writing in a ticket. */
export type ReplyDraft = {
  kind: 'reply' | 'note'
  text: string
  citations: Citation[]
  /** Stays the same until the text is sent, so that sending twice keeps one message. */
  clientMessageId: string
}

const keyOf = (number: string) => `mot-cua:draft:${number}`

/** What was left unsent in this ticket, else an empty one. */
export function createReplyDraft(number: string): ReplyDraft {
  const kept = parseJson(attempt(() => sessionStorage.getItem(keyOf(number))) ?? '')
  return {
    kind: fieldOf(kept, 'kind') === 'note' ? 'note' : 'reply',
    text: textOf(kept, 'text'),
    citations: listOf(kept, 'citations').filter(isCitation),
    clientMessageId: textOf(kept, 'clientMessageId') || newMessageId(),
  }
}

/** An empty draft of the same kind, for the next message. */
export function emptyDraft(kind: ReplyDraft['kind']): ReplyDraft {
  return { kind, text: '', citations: [], clientMessageId: newMessageId() }
}

/** Keeps it over a reload of the page, in this window only. */
export function keepReplyDraft(number: string, draft: ReplyDraft): void {
  attempt(() =>
    draft.text === '' && draft.citations.length === 0
      ? sessionStorage.removeItem(keyOf(number))
      : sessionStorage.setItem(keyOf(number), JSON.stringify(draft)),
  )
}

/** `{{…}}` that still stand in a text. */
export function gapsIn(text: string): string[] {
  return [...new Set(text.match(/\{\{[^{}]*\}\}/g) ?? [])]
}

function isCitation(value: unknown): value is Citation {
  return ['guide', 'section', 'title', 'quote'].every(
    (name) => typeof fieldOf(value, name) === 'string',
  )
}

/** Unguessable and unique; `crypto.randomUUID` is missing on plain-http pages. */
function newMessageId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return `sm_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
