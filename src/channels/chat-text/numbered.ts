import type { ChatMessage } from '../delivery/content.ts'
import { textsIn } from './chat-language.ts'
import { citationLines } from './render-lines.ts'
import { type Line, lineOf, parseRichText } from './rich-text.ts'

/** A message for a channel without buttons: choices by number, marks by what is to be typed. */
export function numberedLines(message: ChatMessage, publicUrl: string | undefined): Line[] {
  return [...wordLines(message, publicUrl), ...choiceLines(message)]
}

/** What is said, without the ways on. */
export function wordLines(
  { text, citations, language }: ChatMessage,
  publicUrl: string | undefined,
): Line[] {
  return [...parseRichText(text), ...citationLines(citations, publicUrl, textsIn[language].sources)]
}

/** The ways on, to be typed. */
export function choiceLines({ buttons, marks, language }: ChatMessage): Line[] {
  const texts = textsIn[language]
  const options = buttons.filter(({ action }) => action.kind === 'option')
  const isRating = marks.some(({ action }) => action.kind === 'rating')
  return [
    ...options.map(({ label }, index) => lineOf(`${index + 1}. ${label}`, index === 0 ? 2 : 1)),
    ...(options.length > 0 ? [lineOf(texts.chooseByNumber)] : []),
    ...(isRating ? [lineOf(texts.rateByTyping)] : []),
    ...(!isRating && marks.length > 0 ? [lineOf(texts.markByTyping, 2)] : []),
  ]
}
