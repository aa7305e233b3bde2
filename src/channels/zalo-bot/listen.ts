import { z } from 'zod'
import { actOfText, type ChatAct, type ChatUpdate } from '../intake/chat-update.ts'
import { photoUrlOf, unwrapBotUpdate } from '../zalo-mapping.ts'

const updateSchema = z.object({
  event_name: z.string(),
  message: z.looseObject({
    chat: z.object({ id: z.string().min(1), chat_type: z.string().optional() }),
    message_id: z.string().optional(),
    date: z.number().optional(),
    text: z.string().optional(),
    caption: z.string().optional(),
    voice_url: z.string().optional(),
  }),
})

/** An update of the bot platform; undefined for what is none, or nothing that we answer. */
export function updateOfZaloBot(body: unknown, botId: string): ChatUpdate | undefined {
  const { data } = updateSchema.safeParse(unwrapBotUpdate(body))
  if (!data || (data.message.chat.chat_type ?? 'PRIVATE') !== 'PRIVATE') return undefined
  const { event_name: event, message } = data
  const act = actOf(event, message)
  // There is no update id: an event of a message comes once.
  const id = message.message_id ?? `${message.chat.id}:${message.date ?? ''}`
  const key = `${botId}:${event}:${id}`
  return act && { channel: 'zalo-bot', address: message.chat.id, key, act }
}

function actOf(
  event: string,
  message: z.infer<typeof updateSchema>['message'],
): ChatAct | undefined {
  switch (event) {
    case 'message.text.received':
      return actOfText(message.text ?? '')
    case 'message.image.received': {
      const ref = photoUrlOf(message)
      const caption = message.caption?.normalize('NFC').trim() ?? ''
      return ref
        ? { type: 'file', ref, name: 'anh.jpg', size: null, group: null, caption }
        : { type: 'other' }
    }
    case 'message.voice.received':
      return { type: 'voice', ref: message.voice_url ?? '' }
    case 'message.sticker.received':
      return { type: 'other' }
    case 'message.unsupported.received':
      return { type: 'unsupported' }
    default:
      return undefined
  }
}
