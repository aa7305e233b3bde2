/** Where citizens' files lie. The real one is adapters/attachment-files.ts, a folder in DATA_DIR. */
export type AttachmentFiles = {
  save(id: string, bytes: Uint8Array): Promise<void>
  /** Nothing happens when there is no such file. */
  remove(id: string): Promise<void>
  /** Undefined when there is no such file. */
  open(id: string): Promise<ReadableStream<Uint8Array> | undefined>
}

export const maxAttachmentBytes = 5 * 1024 * 1024

const signatures: { type: string; starts: number[]; at?: number }[] = [
  { type: 'image/jpeg', starts: [0xff, 0xd8, 0xff] },
  { type: 'image/png', starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/gif', starts: [0x47, 0x49, 0x46, 0x38] },
  { type: 'image/webp', starts: [0x57, 0x45, 0x42, 0x50], at: 8 },
  { type: 'application/pdf', starts: [0x25, 0x50, 0x44, 0x46, 0x2d] },
]

/** What the bytes are, whatever the sender says: an image or a PDF; undefined for everything else. */
export function sniffType(bytes: Uint8Array): string | undefined {
  return signatures.find(({ starts, at = 0 }) =>
    starts.every((byte, index) => bytes[at + index] === byte),
  )?.type
}

/** A name that is safe to show and to save under: no folders, no control characters. */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const plain = last.replace(/[\p{C}<>:"|?*]/gu, '').trim()
  return plain.slice(-100) || 'tep-dinh-kem'
}
