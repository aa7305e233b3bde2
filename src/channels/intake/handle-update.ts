import { askPerson } from '../../answering/replies.ts'
import type { Reply } from '../../answering/reply.ts'
import type { ConversationStore } from '../../conversation/store.ts'
import type { TakeFeedback } from '../../conversation/take-feedback.ts'
import type { TicketStore } from '../../handoff/ticket-store.ts'
import type { WardProfile } from '../../knowledge/ward-profile.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Lanes } from '../../shared/lanes.ts'
import { type ChatStore, firstWordsSource, type KnownChat } from '../chat.ts'
import { askLanguage, type ChatLanguage, textsIn } from '../chat-text/chat-language.ts'
import type { ChannelConnection, Transcribe } from '../connection.ts'
import { forgetButton, languageButtons, personButton } from '../delivery/command-buttons.ts'
import type { Button, OutboxContent } from '../delivery/content.ts'
import type { OutboxStore } from '../delivery/outbox.ts'
import type { ChatAct, ChatCommand } from './chat-update.ts'
import type { InboundRow } from './inbound.ts'
import type { TakeFile } from './take-file.ts'

export type HandleUpdateDeps = {
  chats: ChatStore
  outbox: Pick<OutboxStore, 'put'>
  store: Pick<ConversationStore, 'find' | 'latestReplies'>
  tickets: Pick<TicketStore, 'latestOf' | 'act'>
  takeFeedback: TakeFeedback
  takeFile: TakeFile
  /** Undefined while the channel is off. */
  connectionOf: (channel: InboundRow['channel']) => ChannelConnection | undefined
  transcribe: Transcribe | undefined
  /** An admin tries the channel. */
  isTestCode: (channel: InboundRow['channel'], text: string) => boolean
  /** Removes the bytes of files. */
  removeFiles: (ids: string[]) => Promise<void>
  ward: () => WardProfile
  /** Those of turns: what a citizen does waits for the replies to what they wrote before. */
  lanes: Lanes
  /** Tells the desk of a change on a ticket. */
  onTicket: (conversationId: string) => void
  /** The citizen has left with a ticket open. */
  onLeft: (conversationId: string) => Promise<void>
  clock: Clock
}

/** Words that are to be answered, as if the citizen had typed them; undefined: it is dealt with. */
export type HandleUpdate = (
  row: InboundRow,
) => Promise<{ conversationId: string; text: string } | undefined>

/** Buttons of older replies are not known any more. */
const repliesKept = 30
const longestText = 2000

/** What a citizen's act does. Repeated after a crash it does nothing twice. */
export function createHandleUpdate(deps: HandleUpdateDeps): HandleUpdate {
  const { chats, store, tickets, lanes, ward, clock } = deps

  const say = async (
    chat: KnownChat,
    source: string,
    text: string,
    buttons: Button[] = [],
  ): Promise<undefined> => {
    const content: OutboxContent = { type: 'text', text, buttons }
    const { channel, address, conversationId } = chat
    await deps.outbox.put({ channel, address, conversationId, source, content }, clock())
  }

  const greet = (row: InboundRow, chat: KnownChat) => {
    const text = textsIn[chat.language].welcome(ward())
    return say(chat, firstWordsSource(chat.conversationId, row.key), text)
  }

  /** From now on. */
  const speak = async (chat: KnownChat, source: string, language: ChatLanguage) => {
    await chats.setLanguage(chat, language)
    return await say(chat, source, textsIn[language].languageIsSet)
  }

  const command = async (row: InboundRow, chat: KnownChat, which: ChatCommand) => {
    const source = `update:${row.sequence}`
    const { language } = chat
    const texts = textsIn[language]
    switch (which) {
      case 'start':
        return await greet(row, chat)
      case 'help':
        return await say(chat, source, texts.help, [personButton(language)])
      case 'language':
        return await say(chat, source, askLanguage, languageButtons)
      case 'language-vi':
        return await speak(chat, source, 'vi')
      case 'language-en':
        return await speak(chat, source, 'en')
      case 'forget':
        return await say(chat, source, texts.forgetAsk, [forgetButton(language)])
      case 'forget-now': {
        await deps.removeFiles(await chats.forget(chat, clock()))
        const { channel, address } = chat
        const content: OutboxContent = { type: 'text', text: texts.forgotten, buttons: [] }
        const about = { channel, address, conversationId: null }
        await deps.outbox.put({ ...about, source, content }, clock())
        deps.onTicket(chat.conversationId)
        return undefined
      }
      case 'person':
        return askPerson.text
    }
  }

  const feedback = async (
    row: InboundRow,
    chat: KnownChat,
    act: Extract<ChatAct, { type: 'feedback' }>,
  ) => {
    const conversation = await store.find(chat.conversationId)
    const replies = act.replyId === null ? await store.latestReplies(chat.conversationId, 5) : []
    const replyId = act.replyId ?? replies.find(({ kind }) => kind === 'answer')?.id
    const about = { value: act.value, comment: null }
    const isKept =
      conversation && replyId && (await deps.takeFeedback(conversation, replyId, about))
    const texts = textsIn[chat.language]
    const text = isKept ? texts.thanksForMark : texts.noLongerHere
    if (!(await pressed(row, act.pressId, text))) await say(chat, `update:${row.sequence}`, text)
  }

  const rating = async (
    row: InboundRow,
    chat: KnownChat,
    { value, pressId }: Extract<ChatAct, { type: 'rating' }>,
  ) => {
    const ticket = await tickets.latestOf(chat.conversationId)
    if (ticket) {
      const rate = { type: 'rate', value, comment: null } as const
      await tickets.act(ticket.sequence, rate, { kind: 'citizen' }, clock())
      deps.onTicket(chat.conversationId)
    }
    const texts = textsIn[chat.language]
    const text = ticket ? texts.thanksForMark : texts.noLongerHere
    if (!(await pressed(row, pressId, text))) await say(chat, `update:${row.sequence}`, text)
  }

  /** False where the channel shows nothing for a press. */
  const pressed = async ({ channel }: InboundRow, pressId: string | undefined, text?: string) => {
    if (pressId === undefined) return false
    await deps.connectionOf(channel)?.answerPress?.(pressId, text)
    return true
  }

  const optionText = async (
    row: InboundRow,
    chat: KnownChat,
    { replyId, index, pressId }: Extract<ChatAct, { type: 'option' }>,
  ) => {
    const replies = await store.latestReplies(chat.conversationId, repliesKept)
    const option = replies.find(({ id }) => id === replyId)?.options[index]
    await pressed(row, pressId)
    if (!option) {
      await say(chat, `update:${row.sequence}`, textsIn[chat.language].noLongerHere)
    }
    return option?.text
  }

  /** Where there are no buttons, a number chooses; while an official is there it is a number. */
  const chosen = async (chat: KnownChat, text: string) => {
    const [, digits] = /^(\d{1,2})[.)]?$/.exec(text) ?? []
    if (digits === undefined || chat.channel === 'telegram') return text
    const conversation = await store.find(chat.conversationId)
    if (conversation?.owner.kind === 'staff') return text
    const [latest]: (Reply | undefined)[] = await store.latestReplies(chat.conversationId, 1)
    return latest?.options[Number(digits) - 1]?.text ?? text
  }

  const voice = async (row: InboundRow, chat: KnownChat, ref: string) => {
    const bytes = deps.transcribe && (await deps.connectionOf(row.channel)?.download?.(ref))
    const words = bytes && (await deps.transcribe?.(bytes))
    if (words) return words
    const { language } = chat
    const source = `update:${row.sequence}`
    return await say(chat, source, textsIn[language].pleaseType, [personButton(language)])
  }

  const wordsOf = async (row: InboundRow, chat: KnownChat): Promise<string | undefined> => {
    const { act } = row
    const { language } = chat
    const texts = textsIn[language]
    const source = `update:${row.sequence}`
    switch (act.type) {
      case 'text':
        if (deps.isTestCode(chat.channel, act.text)) return await say(chat, source, texts.works)
        if (act.text.length > longestText) return await say(chat, source, texts.tooLong)
        return await chosen(chat, act.text)
      case 'command':
        return await command(row, chat, act.command)
      case 'option':
        return await optionText(row, chat, act)
      case 'feedback':
        return void (await feedback(row, chat, act))
      case 'rating':
        return void (await rating(row, chat, act))
      case 'file': {
        const outcome = await deps.takeFile(row, chat, act)
        const once = act.group === null ? source : `files:${chat.address}:${act.group}`
        await say(chat, once + (outcome.isKept ? '' : ':refused'), outcome.text)
        return act.caption || undefined
      }
      case 'voice':
        return await voice(row, chat, act.ref)
      case 'other':
        return await say(chat, source, texts.onlyText, [personButton(language)])
      case 'unsupported':
        return await say(chat, source, texts.unsupported(ward()), [personButton(language)])
      case 'joined':
        return await greet(row, chat)
      case 'left':
        return undefined
    }
  }

  return async (row) => {
    if (row.act.type === 'left') {
      const known = await chats.find(row)
      if (!known) return undefined
      await chats.setBlocked(row, true)
      await deps.onLeft(known.conversationId)
      return undefined
    }
    const text = textsIn.vi.welcome(ward())
    const content: OutboxContent = { type: 'text', text, buttons: [] }
    const chat = await chats.open(row, { name: row.key, content }, row.receivedAt)
    const isText = row.act.type === 'text'
    const words = isText
      ? await wordsOf(row, chat)
      : await lanes.run(chat.conversationId, () => wordsOf(row, chat))
    return words ? { conversationId: chat.conversationId, text: words } : undefined
  }
}
