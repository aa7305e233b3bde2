import type { Bot, Context } from 'grammy'
import { maxAttachmentBytes } from '../../conversation/attachment-files.ts'
import { actOfButton } from '../intake/button-data.ts'
import { actOfText, type ChatAct, type ChatUpdate } from '../intake/chat-update.ts'

/** What Telegram is asked to send us. */
export const allowedUpdates = ['message', 'callback_query', 'my_chat_member'] as const

/** Commands as Telegram's menu shows them. */
export const commandMenu = [
  { command: 'start', description: 'Bắt đầu' },
  { command: 'help', description: 'Tôi giúp được gì?' },
  { command: 'nguoi', description: 'Gặp cán bộ' },
  { command: 'ngonngu', description: 'Tiếng Việt / English' },
  { command: 'xoa', description: 'Xoá cuộc trò chuyện này' },
]
/** The same for whoever has their phone in English. */
export const englishCommandMenu = [
  { command: 'start', description: 'Start' },
  { command: 'help', description: 'What can I help with?' },
  { command: 'nguoi', description: 'Talk to a person' },
  { command: 'ngonngu', description: 'Tiếng Việt / English' },
  { command: 'xoa', description: 'Delete this conversation' },
]

/** Gives what citizens do in private chats with the bot, one by one; `onUpdate` resolves when it is safe. */
export function listenToTelegram(bot: Bot, onUpdate: (update: ChatUpdate) => Promise<void>): void {
  const take = (act: (context: Context) => ChatAct | undefined) => async (context: Context) => {
    const found = act(context)
    if (!found || !context.chat) return
    const key = `${bot.botInfo.id}:${context.update.update_id}`
    await onUpdate({ channel: 'telegram', address: String(context.chat.id), key, act: found })
  }
  const chat = bot.chatType('private')
  chat.on(
    'message:text',
    take(({ message }) => actOfText(message?.text ?? '')),
  )
  chat.on(
    'message:voice',
    take(({ message }) => ({ type: 'voice', ref: message?.voice?.file_id ?? '' })),
  )
  chat.on(['message:photo', 'message:document'], take(fileIn))
  chat.on('callback_query:data', take(pressIn))
  chat.on('my_chat_member', take(membershipIn))
  chat.on(
    [
      'message:sticker',
      'message:location',
      'message:contact',
      'message:video',
      'message:video_note',
      'message:audio',
      'message:poll',
    ],
    take(() => ({ type: 'other' })),
  )
}

/** Of a photo's sizes the largest that we keep. */
function fileIn({ message }: Context): ChatAct | undefined {
  const caption = message?.caption?.normalize('NFC').trim() ?? ''
  const group = message?.media_group_id ?? null
  const { document, photo = [] } = message ?? {}
  if (document) {
    const { file_id: ref, file_name: name = 'tep', file_size: size = null } = document
    return { type: 'file', ref, name, size, group, caption }
  }
  const [best] = photo
    .filter(({ file_size: size = 0 }) => size <= maxAttachmentBytes)
    .sort((one, other) => other.width * other.height - one.width * one.height)
  if (!best) return undefined
  const { file_id: ref, file_size: size = null } = best
  return { type: 'file', ref, name: 'anh.jpg', size, group, caption }
}

function pressIn({ callbackQuery }: Context): ChatAct | undefined {
  const act = actOfButton(callbackQuery?.data ?? '')
  if (!act || !callbackQuery) return undefined
  const isPress = act.type === 'option' || act.type === 'feedback' || act.type === 'rating'
  return isPress ? { ...act, pressId: callbackQuery.id } : act
}

function membershipIn({ myChatMember }: Context): ChatAct | undefined {
  const status = myChatMember?.new_chat_member.status
  if (status === 'kicked' || status === 'left') return { type: 'left' }
  return undefined
}
