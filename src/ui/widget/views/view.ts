import type { ChatState } from '../chat.ts'
import type { Feedback, Reply } from '../reply.ts'
import type { Settings } from '../settings.ts'
import type { Language, Texts } from '../texts.ts'

/** How far the feedback on one reply has come. */
export type FeedbackForm = 'asking' | 'thanked' | 'failed'

/** All that the views read and may do; the element makes it anew for each rendering. */
export type View = {
  settings: Settings
  words: Texts
  language: Language
  chat: ChatState
  isLarge: boolean
  isOnline: boolean
  isAskingToErase: boolean
  typed: string
  copiedReplyId: string | null
  feedbackForms: ReadonlyMap<string, FeedbackForm>
  act: {
    close(): void
    ask(text: string): void
    resend(messageId: string): void
    reload(): void
    type(text: string): void
    sendTyped(): void
    copy(reply: Reply): void
    rate(replyId: string, value: Feedback): void
    explain(replyId: string, comment: string): void
    toggleLarge(): void
    toggleLanguage(): void
    askToErase(isAsking: boolean): void
    erase(): void
  }
}
