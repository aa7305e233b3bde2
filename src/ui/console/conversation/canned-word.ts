import type { CannedReply } from '../../../staff/staff-api-schema.ts'
import { fold } from '../components/fold.ts'

/** `/gio` being typed: the words after the slash and where they stand in the text. */
export type CannedWord = { text: string; start: number; end: number }

const shownReplies = 8

/** The `/…` just before the caret, at the start of the text or after a space; null when there is none. */
export function cannedWordAt(text: string, caret: number): CannedWord | null {
  const found = /(?:^|\s)\/([^\s/][^/\n]{0,40})?$/.exec(text.slice(0, caret))
  if (!found) return null
  const words = found[1] ?? ''
  return { text: words, start: caret - words.length - 1, end: caret }
}

/** Canned replies that have all the words, with or without dấu; those with them in the title first. */
export function fittingReplies(replies: CannedReply[], typed: string): CannedReply[] {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  const hasAll = (text: string) => words.every((word) => fold(text).includes(word))
  const inTitle = replies.filter(({ title }) => hasAll(title))
  const inText = replies.filter((reply) => !inTitle.includes(reply) && hasAll(reply.text))
  return [...inTitle, ...inText].slice(0, shownReplies)
}
