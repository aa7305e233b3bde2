import type { Chat } from '../chat.ts'

/** What a citizen did in a chat, in our words. Kept as JSON until it is handled. */
export type ChatAct =
  | { type: 'text'; text: string }
  | { type: 'command'; command: ChatCommand }
  /** A button below a reply. `pressId`: what the channel wants answered, where it does. */
  | { type: 'option'; replyId: string; index: number; pressId?: string }
  | { type: 'feedback'; replyId: string | null; value: 'up' | 'down'; pressId?: string }
  | { type: 'rating'; value: number; pressId?: string }
  /** `group`: of files sent at once. `ref`: what the channel gives the file for. */
  | {
      type: 'file'
      ref: string
      name: string
      size: number | null
      group: string | null
      caption: string
    }
  | { type: 'voice'; ref: string }
  /** A sticker, a place, a contact: nothing to answer but that words are needed. */
  | { type: 'other' }
  /** The channel keeps the words from us. */
  | { type: 'unsupported' }
  /** The citizen begins to follow, or wants our messages again. */
  | { type: 'joined' }
  | { type: 'left' }

export const chatCommands = [
  'start',
  'help',
  'person',
  'language',
  'language-vi',
  'language-en',
  'forget',
  'forget-now',
] as const
export type ChatCommand = (typeof chatCommands)[number]

export type ChatUpdate = Chat & {
  /** Names it among everything of that channel; a repeated one is the same. */
  key: string
  act: ChatAct
}

const typed: Record<string, ChatCommand> = {
  '/start': 'start',
  '/help': 'help',
  '/nguoi': 'person',
  '/ngonngu': 'language',
  '/ngonngu vi': 'language-vi',
  '/ngonngu en': 'language-en',
  '/xoa': 'forget',
  '/xoa dongy': 'forget-now',
}

/** What typed words do: a command, a mark, stars, or words to be answered. */
export function actOfText(given: string): ChatAct {
  const text = given.normalize('NFC').trim()
  // In Telegram's groups a command names its bot.
  const command =
    typed[
      text
        .toLowerCase()
        .replace(/^(\/\w+)@\w+/, '$1')
        .replace(/\s+/g, ' ')
    ]
  if (command) return { type: 'command', command }
  const [, thumb] =
    /^(👍|👎)\p{Emoji_Modifier}?(?:\s*(?:có ích|chưa được|helpful|not helpful))?$/iu.exec(text) ??
    []
  if (thumb) return { type: 'feedback', replyId: null, value: thumb === '👍' ? 'up' : 'down' }
  const [, stars] = /^([1-5])\s*(?:★|⭐|sao)$/iu.exec(text) ?? []
  if (stars) return { type: 'rating', value: Number(stars) }
  return { type: 'text', text }
}
