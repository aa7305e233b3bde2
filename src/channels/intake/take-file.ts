import {
  type AttachmentFiles,
  maxAttachmentBytes,
  safeFileName,
  sniffType,
} from '../../conversation/attachment-files.ts'
import type { ConversationStore } from '../../conversation/store.ts'
import type { Clock } from '../../shared/clock.ts'
import { sha256 } from '../../shared/ids.ts'
import type { KnownChat } from '../chat.ts'
import { textsIn } from '../chat-text/chat-language.ts'
import type { ChannelConnection } from '../connection.ts'
import type { ChatAct } from './chat-update.ts'
import type { InboundRow } from './inbound.ts'

const mostAttachments = 20

/** Puts a citizen's file onto their ticket; says what they are told. */
export type TakeFile = (
  row: InboundRow,
  chat: KnownChat,
  file: Extract<ChatAct, { type: 'file' }>,
) => Promise<{ isKept: boolean; text: string }>

/** Files are for officials: without a ticket none is kept, or even fetched. */
export function createTakeFile(deps: {
  store: Pick<ConversationStore, 'find' | 'attach' | 'attachmentsOf'>
  files: AttachmentFiles
  connectionOf: (channel: InboundRow['channel']) => ChannelConnection | undefined
  onTicket: (conversationId: string) => void
  clock: Clock
}): TakeFile {
  const { store, files, connectionOf, onTicket, clock } = deps
  const refused = (text: string) => ({ isKept: false, text })

  return async ({ channel, key }, { conversationId, language }, { ref, name, size }) => {
    const texts = textsIn[language]
    const conversation = await store.find(conversationId)
    if (conversation?.owner.kind === 'bot') return refused(texts.noFilesNow)
    if (size !== null && size > maxAttachmentBytes) return refused(texts.fileRefused)
    // The same update makes the same file, however often it is handled.
    const id = `att_${sha256(`${channel} ${key}`).slice(0, 32)}`
    const earlier = await store.attachmentsOf(conversationId)
    if (earlier.some((each) => each.id === id)) return { isKept: true, text: texts.fileKept }
    if (earlier.length >= mostAttachments) return refused(texts.tooManyFiles)
    const bytes = await connectionOf(channel)?.download?.(ref)
    const type = bytes && sniffType(bytes)
    if (!type || bytes.length > maxAttachmentBytes) return refused(texts.fileRefused)
    const isSaved = await files.open(id)
    if (isSaved) await isSaved.cancel()
    else await files.save(id, bytes)
    await store.attach({
      id,
      conversationId,
      name: safeFileName(name),
      type,
      size: bytes.length,
      createdAt: clock(),
    })
    onTicket(conversationId)
    return { isKept: true, text: texts.fileKept }
  }
}
