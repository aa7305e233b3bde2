import { z } from 'zod'
import { actOfButton } from '../intake/button-data.ts'
import { actOfText, type ChatAct, type ChatUpdate } from '../intake/chat-update.ts'

const eventSchema = z.object({
  event_name: z.string(),
  oa_id: z.string().optional(),
  timestamp: z.union([z.string(), z.number()]).optional(),
  sender: z.object({ id: z.string() }).optional(),
  recipient: z.object({ id: z.string() }).optional(),
  follower: z.object({ id: z.string() }).optional(),
  message: z
    .looseObject({
      text: z.string().optional(),
      msg_id: z.string().optional(),
      attachments: z
        .array(
          z.looseObject({
            payload: z
              .looseObject({
                url: z.string().optional(),
                name: z.string().optional(),
                size: z.union([z.string(), z.number()]).optional(),
              })
              .optional(),
          }),
        )
        .optional(),
    })
    .optional(),
})
type OaEvent = z.infer<typeof eventSchema>

/** An event older than this is a replay, or news that nobody waits for. */
const oldestMs = 30 * 24 * 60 * 60_000

/** An event of an official account; undefined for echoes, groups and what nobody answers. */
export function updateOfZaloOa(body: unknown, now: Date): ChatUpdate | undefined {
  const { data: event } = eventSchema.safeParse(body)
  const address = event?.follower?.id ?? event?.sender?.id
  if (!event || !address) return undefined
  const sentAt = Number(event.timestamp ?? now.getTime())
  if (now.getTime() - sentAt > oldestMs) return undefined
  const act = actOf(event)
  const id = event.message?.msg_id ?? `${address}:${event.timestamp ?? ''}`
  const key = `${event.oa_id ?? event.recipient?.id ?? ''}:${event.event_name}:${id}`
  return act && { channel: 'zalo-oa', address, key, act }
}

function actOf({ event_name: event, message }: OaEvent): ChatAct | undefined {
  const text = message?.text ?? ''
  switch (event) {
    case 'follow':
      return { type: 'joined' }
    case 'unfollow':
      return { type: 'left' }
    case 'user_send_text':
      // A button that is pressed comes back as what it carries.
      return (text.startsWith('#') ? actOfButton(text.slice(1)) : undefined) ?? actOfText(text)
    case 'user_send_image':
    case 'user_send_file': {
      const { url: ref, name, size } = message?.attachments?.[0]?.payload ?? {}
      if (!ref) return { type: 'other' }
      return {
        type: 'file',
        ref,
        name: name ?? (event === 'user_send_image' ? 'anh.jpg' : 'tep'),
        size: size === undefined ? null : Number(size),
        group: null,
        caption: text.normalize('NFC').trim(),
      }
    }
    case 'user_send_audio':
      return { type: 'voice', ref: message?.attachments?.[0]?.payload?.url ?? '' }
    case 'user_send_sticker':
    case 'user_send_link':
    case 'user_send_location':
    case 'user_send_gif':
    case 'user_send_video':
      return { type: 'other' }
    default:
      return undefined
  }
}
