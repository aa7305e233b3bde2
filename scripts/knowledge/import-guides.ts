import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import type { Guide } from '../../src/knowledge/guide.ts'
import { formOfGuide, writeGuide } from '../../src/knowledge/guide-form.ts'
import { compareWithRecord } from '../../src/knowledge/import/compare-with-record.ts'
import { guideOfDraft } from '../../src/knowledge/import/draft-to-guide.ts'
import type { GuideDraft } from '../../src/knowledge/import/guide-draft.ts'
import { importPortal } from '../../src/knowledge/import/import-portal.ts'
import type { ImportProblem } from '../../src/knowledge/import/import-problem.ts'
import {
  type QuestionDraft,
  readQuestionsSheet,
} from '../../src/knowledge/import/questions-sheet.ts'
import { documentFormats, readDocument } from '../../src/knowledge/import/read-document.ts'
import { absenceOf, yieldOf } from '../../src/knowledge/import/yield.ts'
import { formatProblem } from '../../src/knowledge/problem.ts'
import { parseKnowledge, readKnowledgeFiles } from '../../src/knowledge/read-folder.ts'
import { dayOf } from '../../src/shared/day.ts'
import { openConsoleDrafts } from './keep-drafts.ts'

const formats = ['portal', 'xlsx', ...documentFormats] as const

export const importUsage =
  'npm run -s knowledge -- import --format portal|docx|pdf|html|xlsx FILE… [--field NAME] [--level NAME] [--out DIR | --to-database] [--dry-run] [--json]'

/**
 * `knowledge -- import --format`: reads the files and makes a draft guide for each procedure that no guide is
 * about yet: a file, with what it was read from beside it (`<id>.nguon.json`), or with `--to-database` a draft
 * in the console. What is there already is left as it is. Returns the exit code: 1 when something could not be
 * read, 2 when it was called wrongly.
 */
export async function importGuides(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      field: { type: 'string' },
      level: { type: 'string' },
      out: { type: 'string', default: join('knowledge', 'guides') },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      'to-database': { type: 'boolean', default: false },
    },
  })
  const format = formats.find((each) => each === values.format)
  const toDatabase = values['to-database']
  if (!format || positionals.length === 0 || (toDatabase && format === 'xlsx')) {
    console.error(`Usage: ${importUsage}`)
    return 2
  }
  const { field, level } = values
  const choice = { ...(field ? { field } : {}), ...(level ? { level } : {}) }
  const drafts: GuideDraft[] = []
  const problems: ImportProblem[] = []
  let records = 0
  const consoleDrafts = toDatabase ? await openConsoleDrafts() : undefined
  try {
    const guides = consoleDrafts ? await consoleDrafts.guides() : await guidesInFolder()
    const questions: QuestionDraft[] = []
    for (const path of positionals) {
      const file = basename(path)
      const bytes = await readFile(path).catch(() => null)
      if (!bytes) {
        const message = 'Không mở được tệp này; kiểm tra đường dẫn và quyền đọc.'
        problems.push({ file, line: null, message, kind: 'broken', guide: null, field: null })
      } else if (format === 'portal') {
        const read = await importPortal({ file, text: bytes.toString('utf8') }, choice)
        records += read.records
        drafts.push(...read.drafts)
        problems.push(...read.problems)
      } else if (format === 'xlsx') {
        const read = await readQuestionsSheet({ file, bytes }, guides)
        records += read.rows
        questions.push(...read.drafts)
        problems.push(...read.problems)
      } else {
        const read = await readDocument(format, { file, bytes })
        records++
        if (read.draft) drafts.push(read.draft)
        problems.push(...read.problems)
      }
    }
    const known = new Map(guides.flatMap((guide) => (guide.code ? [[guide.code, guide]] : [])))
    const changes = drafts.flatMap((draft) => {
      const guide = known.get(draft.code ?? '')
      return guide
        ? compareWithRecord(guide, draft).map((change) => ({ guide: guide.id, ...change }))
        : []
    })
    const isNew = ({ code }: GuideDraft) => code === null || !known.has(code)
    const fresh = drafts.filter(isNew)
    const folder = resolve(values.out)
    const written: string[] = []
    if (!values['dry-run']) {
      const inUse = new Set(guides.map(({ id }) => id))
      const made = consoleDrafts
        ? await consoleDrafts.keep(fresh, inUse)
        : await writeDrafts(fresh, folder)
      written.push(...made.written)
      problems.push(...made.existing.map(alreadyThere))
      await consoleDrafts?.recheck(changes)
    }
    if (!values['dry-run'] && questions.length > 0)
      written.push(await writeQuestions(questions, folder))
    const report = {
      records,
      drafts: format === 'xlsx' ? questions.length : drafts.length,
      fields: yieldOf(drafts),
      absent: absenceOf(drafts),
      existing: drafts.length - fresh.length,
      written: written.length,
      /** Guides of ours that the record says otherwise than: to be checked again. */
      changes,
      ...(format === 'xlsx' ? { questions } : {}),
      problems,
    }
    if (values.json) console.log(JSON.stringify(report, null, 2))
    else printReport(report)
    return problems.some(({ kind }) => kind === 'broken') ? 1 : 0
  } finally {
    await consoleDrafts?.close()
  }
}

async function guidesInFolder(): Promise<Guide[]> {
  const { knowledge } = parseKnowledge(await readKnowledgeFiles(resolve('knowledge')))
  return knowledge?.guides ?? []
}

/** Gives the files written, and those that were there already. */
async function writeDrafts(drafts: GuideDraft[], folder: string) {
  const day = dayOf(new Date())
  const [written, existing]: [string[], string[]] = [[], []]
  await mkdir(folder, { recursive: true })
  for (const draft of drafts) {
    const path = join(folder, `${draft.id}.md`)
    try {
      await writeFile(path, writeGuide(formOfGuide(guideOfDraft(draft, day))), { flag: 'wx' })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      existing.push(path)
      continue
    }
    await writeFile(join(folder, `${draft.id}.nguon.json`), `${JSON.stringify(draft, null, 2)}\n`)
    written.push(path)
  }
  return { written, existing }
}

function alreadyThere(path: string): ImportProblem {
  const file = basename(path)
  const message =
    'Bản nháp hoặc hướng dẫn tên này đã có và được giữ nguyên; bỏ nó đi, hoặc dùng --out với thư mục khác, để nhập lại.'
  return { file, line: null, message, kind: 'unclear', guide: basename(file, '.md'), field: null }
}

/** For an admin to take from: questions do not go into guides unread either. */
async function writeQuestions(questions: QuestionDraft[], folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'cau-hoi-moi.yaml')
  await writeFile(path, stringify(questions))
  return path
}

type Report = {
  records: number
  drafts: number
  fields: Record<string, number>
  absent: Record<string, number>
  existing: number
  written: number
  changes: { guide: string; message: string }[]
  problems: ImportProblem[]
}

function printReport(report: Report): void {
  const { records, drafts, fields, absent, existing, written, changes, problems } = report
  const broken = problems.filter(({ kind }) => kind === 'broken')
  for (const problem of broken) console.error(formatProblem(problem))
  console.log(
    `${records} bản ghi, ${drafts} bản nháp, ${written} đã ghi; ${existing} đã có hướng dẫn\n`,
  )
  console.log(
    'mục'.padEnd(14) +
      'rõ'.padStart(8) +
      'cần đọc lại'.padStart(14) +
      'nguồn không ghi'.padStart(18),
  )
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`
  for (const [field, share] of Object.entries(fields)) {
    const missing = absent[field] ?? 0
    console.log(
      field.padEnd(14) +
        percent(share).padStart(8) +
        percent(1 - share - missing).padStart(14) +
        percent(missing).padStart(18),
    )
  }
  if (changes.length > 0) console.log(`\n${changes.length} chỗ nguồn khác hướng dẫn đang có:`)
  for (const { guide, message } of changes) console.log(`  ${guide}: ${message}`)
  console.log(`\nVì sao chưa rõ (${problems.length} chỗ; --json kể từng chỗ):`)
  for (const [reason, count] of countReasons(problems))
    console.log(`${String(count).padStart(6)}  ${reason}`)
}

/** Reasons that differ only in their numbers are one. */
function countReasons(problems: ImportProblem[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const { field, message } of problems) {
    const reason = `${field ?? 'bản ghi'}: ${message.replace(/\d[\d.,/]*/g, '…')}`
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return [...counts].sort((one, other) => other[1] - one[1]).slice(0, 30)
}
