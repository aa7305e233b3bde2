import type { DocumentBlock } from './document-block.ts'
import { draftOfDocument } from './document-draft.ts'
import type { GuideDraft } from './guide-draft.ts'
import { blocksOfHtml } from './html-blocks.ts'
import { type ImportProblem, problemsOfDraft } from './import-problem.ts'

export const documentFormats = ['docx', 'pdf', 'html'] as const
export type DocumentFormat = (typeof documentFormats)[number]

export type DocumentFile = { file: string; bytes: Uint8Array }
export type ReadDocument = { draft: GuideDraft | null; problems: ImportProblem[] }

const remedies: Record<DocumentFormat, string> = {
  docx: 'Mở tệp bằng Word hoặc LibreOffice, lưu lại dạng .docx rồi nhập lại.',
  pdf: 'Kiểm tra tệp mở được và không đặt mật khẩu; nếu là ảnh quét thì dùng bản Word.',
  html: 'Lưu lại trang bằng trình duyệt (chỉ HTML) rồi nhập lại.',
}

/** Reads one document into a draft. A file that cannot be read comes back as a problem, never as an error. */
export async function readDocument(
  format: DocumentFormat,
  { file, bytes }: DocumentFile,
): Promise<ReadDocument> {
  let blocks: DocumentBlock[]
  try {
    blocks = await blockReaders[format](bytes)
  } catch {
    const message = `Không đọc được tệp này như ${format.toUpperCase()}. ${remedies[format]}`
    return {
      draft: null,
      problems: [{ file, line: null, message, kind: 'broken', guide: null, field: null }],
    }
  }
  const { draft, problems } = draftOfDocument(file, blocks)
  return { draft, problems: [...(draft ? problemsOfDraft(file, null, draft) : []), ...problems] }
}

// The libraries are loaded when a file of their kind comes: the service itself needs none of them.
const blockReaders: Record<DocumentFormat, (bytes: Uint8Array) => Promise<DocumentBlock[]>> = {
  html: async (bytes) => blocksOfHtml(new TextDecoder('utf-8', { fatal: true }).decode(bytes)),
  docx: async (bytes) => (await import('./docx-blocks.ts')).blocksOfDocx(bytes),
  pdf: async (bytes) => (await import('./pdf-blocks.ts')).blocksOfPdf(bytes),
}
