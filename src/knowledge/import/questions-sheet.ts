import { readSheet } from 'read-excel-file/node'
import { fold } from '../../language/fold.ts'
import type { Guide } from '../guide.ts'
import type { ImportProblem } from './import-problem.ts'
import { tidy } from './tidy-text.ts'

/** Questions for one guide, as citizens asked them. */
export type QuestionDraft = { guide: string; questions: string[] }

export type ReadQuestions = { rows: number; drafts: QuestionDraft[]; problems: ImportProblem[] }

const questionHeads = ['cau hoi', 'question', 'noi dung']
const guideHeads = ['thu tuc', 'huong dan', 'ma thu tuc', 'ma', 'id', 'guide', 'ten thu tuc']

/**
 * Reads a spreadsheet of questions: one column with questions, one that says which guide they belong to
 * by its id, national code or name. Questions the guide has already are left out.
 */
export async function readQuestionsSheet(
  { file, bytes }: { file: string; bytes: Uint8Array },
  guides: Pick<Guide, 'id' | 'code' | 'title' | 'questions'>[],
): Promise<ReadQuestions> {
  const problem = (line: number | null, message: string, kind: ImportProblem['kind'] = 'broken') =>
    ({ file, line, message, kind, guide: null, field: null }) as const
  let rows: unknown[][]
  try {
    rows = await readSheet(Buffer.from(bytes))
  } catch {
    const message =
      'Không đọc được tệp này như XLSX. Mở bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx rồi nhập lại.'
    return { rows: 0, drafts: [], problems: [problem(null, message)] }
  }
  const heads = (rows[0] ?? []).map((cell) => fold(String(cell ?? '')))
  const questionAt = heads.findIndex((head) => questionHeads.includes(head))
  const guideAt = heads.findIndex((head) => guideHeads.includes(head))
  if (questionAt < 0 || guideAt < 0) {
    const message = 'Dòng đầu phải có cột "Câu hỏi" và cột "Thủ tục" (mã, id hoặc tên thủ tục).'
    return { rows: 0, drafts: [], problems: [problem(1, message)] }
  }
  const byName = new Map(
    guides.flatMap((guide) =>
      [guide.id, guide.code, guide.title].flatMap((name) =>
        name ? [[fold(name), guide] as const] : [],
      ),
    ),
  )
  const known = new Set(guides.flatMap(({ questions }) => questions.map(fold)))
  const drafts = new Map<string, string[]>()
  const problems: ImportProblem[] = []
  for (const [index, row] of rows.slice(1).entries()) {
    const line = index + 2
    const question = tidy(String(row[questionAt] ?? ''))
    const name = String(row[guideAt] ?? '').trim()
    const guide = byName.get(fold(name))
    if (question === '') continue
    if (!guide) {
      problems.push(
        problem(
          line,
          `Không có hướng dẫn "${name}"; sửa mã, id hoặc tên thủ tục ở dòng này.`,
          'unclear',
        ),
      )
    } else if (known.has(fold(question))) {
      problems.push(problem(line, `Câu "${question.slice(0, 60)}" đã có; bỏ qua.`, 'unclear'))
    } else {
      known.add(fold(question))
      drafts.set(guide.id, [...(drafts.get(guide.id) ?? []), question])
    }
  }
  return {
    rows: Math.max(0, rows.length - 1),
    drafts: [...drafts].map(([guide, questions]) => ({ guide, questions })),
    problems,
  }
}
