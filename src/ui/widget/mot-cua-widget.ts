import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { applyAccent } from './accent.ts'
import { ApiProblem } from './api-problem.ts'
import { type Chat, createChat } from './chat.ts'
import type { Client } from './client.ts'
import type { ConversationStore } from './conversation-store.ts'
import { copyText } from './copy-text.ts'
import { parseMarkdown, plainText } from './parse-markdown.ts'
import { type Preferences, readPreferences, savePreferences } from './preferences.ts'
import { fieldOf, listOf, textOf } from './read-json.ts'
import { readOfficial } from './reply.ts'
import { keepQuestionInView } from './scroll.ts'
import type { Settings } from './settings.ts'
import { deskStyles } from './styles/desk-styles.ts'
import { logStyles } from './styles/log-styles.ts'
import { panelStyles } from './styles/panel-styles.ts'
import { replyStyles } from './styles/reply-styles.ts'
import { type Language, type Texts, texts } from './texts.ts'
import { canSend } from './views/composer-view.ts'
import { launcherView } from './views/launcher-view.ts'
import { panelView } from './views/panel-view.ts'
import type { DeskForm, FeedbackForm, PickedUp, View } from './views/view.ts'
import { readVisit, saveVisit } from './visit.ts'

export type WidgetParts = {
  settings: Settings
  client: Client
  store: ConversationStore
  newMessageId(): string
}

const copiedMs = 2500

/** The chat widget: turns what the chat knows into views, and clicks into what the chat does. */
export class MotCuaWidget extends LitElement {
  static override styles = [panelStyles, logStyles, replyStyles, deskStyles]

  static override properties = {
    isOpen: { state: true },
    typed: { state: true },
    preferences: { state: true },
    isAskingToErase: { state: true },
    copiedReplyId: { state: true },
    feedbackForms: { state: true },
    contactForm: { state: true },
    ratingForm: { state: true },
    fileFault: { state: true },
    pickedUp: { state: true },
  }

  // `declare`: a class field would hide the accessors that Lit makes.
  declare private isOpen: boolean
  declare private typed: string
  declare private preferences: Preferences
  declare private isAskingToErase: boolean
  declare private copiedReplyId: string | null
  declare private feedbackForms: ReadonlyMap<string, FeedbackForm>
  declare private contactForm: DeskForm
  declare private ratingForm: DeskForm
  declare private fileFault: string
  declare private pickedUp: PickedUp | null

  readonly #settings: Settings
  readonly #client: Client
  readonly #chat: Chat
  readonly #scroll = keepQuestionInView()

  constructor({ settings, client, store, newMessageId }: WidgetParts) {
    super()
    this.#settings = settings
    this.#client = client
    this.#chat = createChat({ client, store, newMessageId, onChange: this.#onChange })
    const visit = readVisit()
    const isWide = matchMedia('(min-width: 700px)').matches
    this.isOpen = visit ? visit.isOpen && isWide : settings.isOpen
    this.typed = visit?.typed ?? ''
    this.preferences = readPreferences()
    this.isAskingToErase = false
    this.copiedReplyId = null
    this.feedbackForms = new Map()
    this.contactForm = 'open'
    this.ratingForm = 'open'
    this.fileFault = ''
    this.pickedUp = null
    // With a ticket, staff may have written since the last page.
    if (this.isOpen || store.read().hasTicket) void this.#chat.start()
  }

  /** Opens the panel; with a question, asks it. Pages may call this. */
  open(question = ''): void {
    this.isOpen = true
    void this.#chat.start()
    if (question !== '') this.#chat.send(question)
    void this.updateComplete.then(() => this.#focus('textarea', 'h2'))
  }

  override connectedCallback(): void {
    super.connectedCallback()
    window.addEventListener('online', this.#onChange)
    window.addEventListener('offline', this.#onChange)
    window.visualViewport?.addEventListener('resize', this.#onViewport)
    if (this.#settings.accent) applyAccent(this, this.#settings.accent)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener('online', this.#onChange)
    window.removeEventListener('offline', this.#onChange)
    window.visualViewport?.removeEventListener('resize', this.#onViewport)
  }

  protected override render(): TemplateResult {
    const view = this.#view()
    return html`<div @keydown=${this.#onKey}>
      ${this.isOpen ? panelView(view) : nothing}
      ${launcherView(view, this.isOpen, () => this.open())}
    </div>`
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('isOpen') || changed.has('typed')) {
      saveVisit({ isOpen: this.isOpen, typed: this.typed })
    }
    if (!this.isOpen) return
    if (this.#chat.state().unreadCount > 0) this.#chat.markRead()
    this.#scroll(this.renderRoot.querySelector('.scroller'), this.#chat.state())
    const input = this.renderRoot.querySelector<HTMLTextAreaElement>('.field textarea')
    if (!input) return
    input.style.height = 'auto'
    input.style.height = `${input.scrollHeight}px`
  }

  #language(): Language {
    return this.preferences.language ?? this.#settings.language
  }

  #view(): View {
    return {
      settings: this.#settings,
      words: this.#words(),
      language: this.#language(),
      chat: this.#chat.state(),
      isLarge: this.preferences.isLarge,
      isOnline: navigator.onLine,
      isAskingToErase: this.isAskingToErase,
      typed: this.typed,
      copiedReplyId: this.copiedReplyId,
      feedbackForms: this.feedbackForms,
      contactForm: this.contactForm,
      ratingForm: this.ratingForm,
      fileFault: this.fileFault,
      pickedUp: this.pickedUp,
      act: this.#act,
    }
  }

  readonly #act: View['act'] = {
    close: () => {
      this.isOpen = false
      void this.updateComplete.then(() => this.#focus('.launcher', '.launcher'))
    },
    ask: (text) => {
      this.#chat.send(text)
      this.#focus('textarea', 'h2')
    },
    resend: (messageId) => this.#chat.resend(messageId),
    reload: () => void this.#chat.start(),
    type: (text) => {
      this.typed = text
      if (text !== '') this.#chat.typing()
    },
    sendTyped: () => {
      if (!canSend(this.typed)) return
      this.#chat.send(this.typed)
      this.typed = ''
      this.#focus('textarea', 'textarea')
    },
    copy: (reply) => {
      const showFor = (replyId: string | null) => {
        this.copiedReplyId = replyId
      }
      void copyText(plainText(parseMarkdown(reply.text))).then(() => {
        showFor(reply.id)
        setTimeout(() => showFor(null), copiedMs)
      })
    },
    rate: (replyId, value) => {
      this.#setForm(replyId, value === 'down' ? 'asking' : 'thanked')
      void this.#rate(replyId, value)
    },
    explain: (replyId, comment) => {
      this.#setForm(replyId, 'thanked')
      if (comment !== '') void this.#rate(replyId, 'down', comment)
    },
    toggleLarge: () => this.#prefer({ isLarge: !this.preferences.isLarge }),
    toggleLanguage: () => this.#prefer({ language: this.#language() === 'vi' ? 'en' : 'vi' }),
    askToErase: (isAsking) => {
      this.isAskingToErase = isAsking
    },
    erase: () => {
      this.isAskingToErase = false
      this.feedbackForms = new Map()
      this.contactForm = 'open'
      this.ratingForm = 'open'
      this.pickedUp = null
      this.#chat.erase()
      this.#focus('textarea', 'h2')
    },
    attach: (file) => {
      void this.#chat.attach(file).then((isSent) => {
        this.fileFault = isSent ? '' : this.#words().fileFault
      })
    },
    leaveContact: (name, phone) => {
      void this.#chat.leaveContact(name, phone).then((isSent) => {
        this.contactForm = isSent ? 'sent' : 'failed'
      })
    },
    rateTicket: (value, comment) => {
      void this.#chat.rateTicket(value, comment).then((isSent) => {
        this.ratingForm = isSent ? 'sent' : 'failed'
      })
    },
    pickUp: (code, lastDigits) => void this.#pickUp(code, lastDigits),
  }

  async #pickUp(code: string, lastDigits: string): Promise<void> {
    try {
      const answers = listOf(await this.#client.pickUp(code, lastDigits), 'answers').map(
        (answer) => ({
          text: textOf(answer, 'text'),
          from: readOfficial(fieldOf(answer, 'staff')),
        }),
      )
      this.pickedUp = { answers, fault: answers.length > 0 ? '' : this.#words().noAnswerYet }
    } catch (error) {
      const told = error instanceof ApiProblem && error.status < 500 && error.detail
      this.pickedUp = { answers: [], fault: told || this.#words().notSent }
    }
  }

  #words(): Texts {
    return texts[this.#language()]
  }

  async #rate(...rating: Parameters<Chat['rate']>): Promise<void> {
    const isSent = await this.#chat.rate(...rating)
    if (!isSent) this.#setForm(rating[0], 'failed')
  }

  #setForm(replyId: string, form: FeedbackForm): void {
    this.feedbackForms = new Map(this.feedbackForms).set(replyId, form)
  }

  #prefer(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...change }
    savePreferences(this.preferences)
  }

  /** On touch screens focus stays off the text field, or the keyboard would jump up. */
  #focus(withMouse: string, withTouch: string): void {
    const selector = matchMedia('(pointer: fine)').matches ? withMouse : withTouch
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus()
  }

  readonly #onChange = () => this.requestUpdate()

  readonly #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing || !this.isOpen) return
    event.stopPropagation()
    if (this.isAskingToErase) this.isAskingToErase = false
    else this.#act.close()
  }

  /** Keeps the text field above the on-screen keyboard. */
  readonly #onViewport = () => {
    const height = window.visualViewport?.height
    if (height) this.style.setProperty('--mot-cua-height', `${height}px`)
  }
}
