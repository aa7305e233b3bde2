import { textsIn } from '../chat-text/chat-language.ts'
import { choiceLines, wordLines } from '../chat-text/numbered.ts'
import { linesToPlain } from '../chat-text/render-lines.ts'
import { type Line, lineOf } from '../chat-text/rich-text.ts'
import { splitLines } from '../chat-text/split-lines.ts'
import type { Button, ChatMessage } from '../delivery/content.ts'
import { buttonData } from '../intake/button-data.ts'
import {
  longestZaloText,
  type OaPress,
  oaButtons,
  oaButtonTemplate,
  oaList,
  oaListTemplate,
} from '../zalo-mapping.ts'

export type OaMessage = { text?: string; attachment?: object }

/** A phone cuts the label of a button about here; a row of a list has room for more. */
const longestButtonLabel = 40

/**
 * The messages that say it. Each in the shapes to be tried one after the other: the last stands without
 * a template, its choices by number, and no account refuses it for those.
 */
export function oaMessages(message: ChatMessage, publicUrl: string | undefined): OaMessage[][] {
  const plain = (lines: Line[]) => linesToPlain(lines, publicUrl)
  const buttons = buttonsOf(message)
  // Marks that have no room as buttons are typed.
  const hasMarks = message.marks.some((mark) => buttons.includes(mark))
  const typedMarks = hasMarks ? [] : choiceLines({ ...message, buttons: [] })
  const words = [...wordLines(message, publicUrl), ...typedMarks]
  const typedChoices = choiceLines(hasMarks ? message : { ...message, marks: [] })
  const pages = splitLines(words, longestZaloText, (page) => plain(page).length)
  // Choices that have no room on the last page, should they have to be typed, get one of their own.
  if (plain([...(pages.at(-1) ?? []), ...typedChoices]).length > longestZaloText) {
    pages.push([lineOf(textsIn[message.language].tellMore)])
  }
  return pages.map((page, index): OaMessage[] => {
    const text = plain(page)
    if (index < pages.length - 1 || buttons.length === 0) return [{ text }]
    const list = pages.length === 1 ? listOf(message, text) : undefined
    return [
      ...(list ? [list] : []),
      { text, attachment: oaButtonTemplate(buttons.map(asButton)) },
      { text: plain([...page, ...typedChoices]) },
    ]
  })
}

/** Choices with long names below a short question. */
function listOf({ buttons, marks, citations, language }: ChatMessage, text: string) {
  const fits =
    marks.length === 0 &&
    citations.length === 0 &&
    buttons.length > 1 &&
    buttons.length < oaList.most &&
    text.length <= oaList.longestSubtitle
  if (!fits || buttons.every(({ label }) => label.length <= longestButtonLabel)) return undefined
  const rows = buttons.map((button) => ({
    title: button.label.normalize('NFC').slice(0, oaList.longestTitle),
    press: pressOf(button),
  }))
  return { attachment: oaListTemplate({ title: textsIn[language].tellMore, subtitle: text }, rows) }
}

/** As many as there may be: choices before marks; of many choices the first ones and the last, a person. */
function buttonsOf({ buttons, marks }: ChatMessage): Button[] {
  const { most } = oaButtons
  if (buttons.length + marks.length <= most) return [...buttons, ...marks]
  if (buttons.length === 0) return marks.slice(0, most)
  return buttons.length <= most ? buttons : [...buttons.slice(0, most - 1), ...buttons.slice(-1)]
}

function asButton(button: Button) {
  const title = button.label.normalize('NFC').slice(0, oaButtons.longestTitle)
  return { title, ...pressOf(button) }
}

/** What a choice says is shown as the citizen's own words; a mark is not. */
function pressOf({ text, action }: Button): OaPress {
  return action.kind === 'option' && text.length <= oaButtons.longestPayload
    ? { type: 'oa.query.show', payload: text }
    : { type: 'oa.query.hide', payload: `#${buttonData(action)}` }
}
