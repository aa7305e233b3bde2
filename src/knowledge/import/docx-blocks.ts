import mammoth from 'mammoth'
import type { DocumentBlock } from './document-block.ts'
import { blocksOfHtml } from './html-blocks.ts'

/** The paragraphs of a Word document, counted from 1. Pictures are left out. */
export async function blocksOfDocx(bytes: Uint8Array): Promise<DocumentBlock[]> {
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
  )
  return blocksOfHtml(value, (_line, index) => `đoạn ${index}`)
}
