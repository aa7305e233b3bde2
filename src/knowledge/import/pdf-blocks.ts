import { extractText, getDocumentProxy } from 'unpdf'
import type { DocumentBlock } from './document-block.ts'
import { goesOn, tidy } from './tidy-text.ts'

/** The paragraphs of a PDF with their page; lines that one sentence was broken into are put together. */
export async function blocksOfPdf(bytes: Uint8Array): Promise<DocumentBlock[]> {
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const { text: pages } = await extractText(document, { mergePages: false })
  return pages.flatMap((page, index) => blocksOfPage(page, `trang ${index + 1}`))
}

function blocksOfPage(page: string, place: string): DocumentBlock[] {
  const blocks: DocumentBlock[] = []
  for (const source of page.split('\n')) {
    const text = tidy(source)
    const last = blocks.at(-1)
    // A page number.
    if (text === '' || /^(?:trang )?\d{1,3}$/iu.test(text)) continue
    if (last && goesOn(text) && !/[.;:]$/.test(last.text)) last.text += ` ${text}`
    else blocks.push({ kind: /^[-–+•]\s/.test(text) ? 'item' : 'text', text, place })
  }
  return blocks
}
