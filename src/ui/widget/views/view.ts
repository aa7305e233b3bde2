import type { ChatState } from '../chat.ts'
import type { Feedback, Official, Reply } from '../reply.ts'
import type { Settings } from '../settings.ts'
import type { Language, Texts } from '../texts.ts'

/** How far the feedback on one reply has come. */
export type FeedbackForm = 'asking' | 'thanked' | 'failed'

/** How far a form to the office has come. */
export type DeskForm = 'open' | 'sent' | 'failed'

/** The answers behind a pick-up code, or why there are none. */
export type PickedUp = {
  fault: string
  answers: { text: string; from: Official | null }[]
}

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
  contactForm: DeskForm
  ratingForm: DeskForm
  /** What the last file met: empty, or why it was not sent. */
  fileFault: string
  pickedUp: PickedUp | null
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
    attach(file: File): void
    leaveContact(name: string, phone: string): void
    rateTicket(value: number, comment?: string): void
    pickUp(code: string, lastDigits: string): void
  }
}
