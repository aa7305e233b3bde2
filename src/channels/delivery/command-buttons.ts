import { askPerson } from '../../answering/replies.ts'
import {
  type ChatLanguage,
  chatLanguages,
  languageNames,
  textsIn,
} from '../chat-text/chat-language.ts'
import { englishLabel } from '../chat-text/english-reply.ts'
import { forgetWords } from '../chat-text/fixed-texts.ts'
import type { Button } from './content.ts'

export function personButton(language: ChatLanguage): Button {
  const { label, text } = askPerson
  return {
    label: language === 'en' ? englishLabel(label) : label,
    text,
    action: { kind: 'command', command: 'person' },
  }
}

export function forgetButton(language: ChatLanguage): Button {
  return {
    label: textsIn[language].forgetNow,
    text: forgetWords,
    action: { kind: 'command', command: 'forget-now' },
  }
}

export const languageButtons: Button[] = chatLanguages.map((language) => ({
  label: languageNames[language],
  text: `/ngonngu ${language}`,
  action: { kind: 'command', command: `language-${language}` },
}))
