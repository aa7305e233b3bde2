import { fold } from '../../language/fold.ts'
import type { Duration, Fee } from '../guide.ts'
import type { DocumentBlock } from './document-block.ts'
import {
  absent,
  type GuideDraft,
  type Paper,
  type PaperGroup,
  type Reading,
  readingOf,
} from './guide-draft.ts'
import type { ImportProblem } from './import-problem.ts'
import { splitLabel } from './list-label.ts'
import { moneyIn } from './money-in.ts'
import { countsInWords } from './paper-counts.ts'
import { readConditions, readResult } from './portal-conditions.ts'
import { formsAmong } from './portal-forms.ts'
import { readLaws } from './portal-laws.ts'
import { readSteps } from './portal-steps.ts'
import { splitFees } from './split-fees.ts'
import { asGuideLine, capitalized, tidy, withoutEnd } from './tidy-text.ts'
import { timeSpansIn } from './time-spans.ts'

/** Parts of a document that become fields, and what such a part is called. */
const partNames = {
  papers: 'thành phần hồ sơ|hồ sơ|giấy tờ cần|giấy tờ phải nộp|hồ sơ gồm|cần chuẩn bị',
  steps: 'trình tự thực hiện|trình tự|các bước|quy trình',
  duration: 'thời hạn giải quyết|thời hạn|thời gian giải quyết|thời gian thực hiện',
  fee: 'phí, lệ phí|phí và lệ phí|lệ phí|phí|mức thu',
  channels: 'cách thức thực hiện|cách thức nộp|nơi nộp hồ sơ|nơi nộp|địa điểm nộp|nộp hồ sơ',
  agency: 'cơ quan thực hiện|cơ quan giải quyết|cơ quan',
  audience: 'đối tượng thực hiện|đối tượng',
  conditions: 'yêu cầu, điều kiện thực hiện|yêu cầu, điều kiện|yêu cầu|điều kiện',
  result: 'kết quả thực hiện|kết quả',
  laws: 'căn cứ pháp lý|căn cứ',
  field: 'lĩnh vực',
  code: 'mã thủ tục|mã số',
} as const

type PartName = keyof typeof partNames
const names = Object.entries(partNames) as [PartName, string][]
const longestHeading = 80

type Part = { name: PartName | null; heading: string; blocks: DocumentBlock[] }

/** A draft made of a document, and what of it found no place. Null: nothing in it looks like a guide. */
export function draftOfDocument(
  file: string,
  blocks: DocumentBlock[],
): { draft: GuideDraft | null; problems: ImportProblem[] } {
  const [opening, ...parts] = partsOf(blocks)
  const title = titleOf(opening?.blocks ?? [])
  if (!title || !parts.some(({ name }) => name !== null)) {
    const message =
      'Không tìm thấy mục nào của một hướng dẫn (Hồ sơ, Thời hạn, Lệ phí …). Kiểm tra tệp có chữ, không phải ảnh quét, và có các đề mục.'
    return { draft: null, problems: [{ ...about(file, null), message, kind: 'broken' }] }
  }
  const linesOf = (name: PartName) =>
    parts
      .filter((part) => part.name === name)
      .flatMap((part) => part.blocks.map(({ text }) => text))
  const papers = readPapers(linesOf('papers'))
  const draft: GuideDraft = {
    id: fold(title).split(' ').slice(0, 10).join('-'),
    title,
    code: /(?<!\d)\d\.\d{6}(?!\d)/.exec(blocks.map(({ text }) => text).join('\n'))?.[0] ?? null,
    field: tidy(linesOf('field')[0] ?? '') || 'Chưa rõ lĩnh vực',
    origin: file,
    level: readingOf('xa', '', ['Tài liệu không ghi cấp thực hiện.']),
    agency: readLine(linesOf('agency'), 'cơ quan thực hiện'),
    audience: readLine(linesOf('audience'), 'đối tượng thực hiện'),
    papers,
    copies: copiesOf(papers),
    steps: readSteps(
      linesOf('steps')
        .map((line) => `    ${line}`)
        .join('\n'),
    ),
    channels: readChannels(linesOf('channels')),
    duration: readDuration(linesOf('duration')),
    durationNotes: [],
    fee: readFee(linesOf('fee')),
    forms: formsAmong(papers),
    legalBasis: readLaws(
      linesOf('laws')
        .map((line) => `  * ${line.replace(/^[-–+*•]\s*/, '')}`)
        .join('\n'),
    ),
    conditions: readConditions(linesOf('conditions').join('\n')),
    result: readResult(linesOf('result').join('\n')),
  }
  return { draft, problems: leftovers(file, draft.id, opening, parts, title) }
}

function about(file: string, guide: string | null) {
  return { file, line: null, guide, field: null } as const
}

/** The first part is what stands before any heading that is known. */
function partsOf(blocks: DocumentBlock[]): Part[] {
  const parts: Part[] = [{ name: null, heading: '', blocks: [] }]
  for (const block of blocks) {
    const found = partBegunBy(block)
    const last = parts.at(-1)
    if (found) {
      const rest = { ...block, kind: 'text' as const, text: found.rest }
      parts.push({ name: found.name, heading: block.text, blocks: found.rest === '' ? [] : [rest] })
    } else if (block.kind === 'heading' && parts.length > 1) {
      parts.push({ name: null, heading: block.text, blocks: [] })
    } else last?.blocks.push(block)
  }
  return parts
}

/** `3. Lệ phí: 50.000 đồng` begins the part on fees, with `50.000 đồng` as its first line. */
function partBegunBy({ kind, text }: DocumentBlock): { name: PartName; rest: string } | undefined {
  const line = text.replace(/^(?:[IVX]{1,4}|\d{1,2}|[a-zđ])[.)]\s*/iu, '')
  for (const [name, words] of names) {
    const match = new RegExp(`^(?:${words})(?!\\p{L})([^:]{0,40}?)(?::\\s*(.*))?$`, 'iu').exec(line)
    if (!match) continue
    const isHeading =
      kind === 'heading' || (match[2] !== undefined && kind !== 'item') || line.length <= 30
    if (isHeading && line.length - (match[2]?.length ?? 0) <= longestHeading) {
      return { name, rest: match[2]?.trim() ?? '' }
    }
  }
  return undefined
}

function titleOf(opening: DocumentBlock[]): string | undefined {
  const block = opening.find(({ kind }) => kind === 'heading') ?? opening.at(0)
  return block && block.text.length <= 400 ? tidy(block.text) : undefined
}

function readLine(lines: string[], what: string): Reading<string> {
  const text = tidy(lines.join(' '))
  return text === '' ? absent('', '', `Tài liệu không ghi ${what}.`) : readingOf(text, text, [])
}

function readPapers(lines: string[]): Reading<PaperGroup[]> {
  const source = lines.join('\n')
  if (lines.length === 0) return absent([], source, 'Tài liệu không có mục hồ sơ.')
  const groups: PaperGroup[] = [{ heading: null, papers: [] }]
  for (const line of lines) {
    const text = withoutEnd(asGuideLine(splitLabel(line).text))
    if (/:$/.test(line.trim()))
      groups.push({ heading: capitalized(text.replace(/:$/, '')), papers: [] })
    else groups.at(-1)?.papers.push(paperOf(text))
  }
  const kept = groups.filter(({ papers }) => papers.length > 0)
  const isLong = kept.some(({ papers }) => papers.some(({ name }) => name.length > 300))
  const reasons = isLong ? ['Có dòng dài như đoạn văn; cần tách thành từng giấy tờ.'] : []
  if (kept.length === 0) reasons.push('Mục hồ sơ không có giấy tờ nào.')
  return readingOf(kept, source, reasons)
}

function paperOf(text: string): Paper {
  const counts = countsInWords(text)
  return {
    name: capitalized(text),
    note: null,
    originals: counts?.originals ?? null,
    copies: counts?.copies ?? null,
  }
}

function copiesOf({ value, state, source }: Reading<PaperGroup[]>): Reading<null> {
  if (state === 'absent') return absent(null, source, 'Tài liệu không có mục hồ sơ.')
  const isTold = value.every(({ papers }) => papers.every(({ originals }) => originals !== null))
  return readingOf(null, source, isTold ? [] : ['Có giấy tờ không ghi số bản.'])
}

function readChannels(lines: string[]): GuideDraft['channels'] {
  const source = lines.join('\n')
  const found = [
    { kind: 'direct', words: /trực tiếp|tại trung tâm|tại bộ phận|tại quầy/iu },
    { kind: 'online', words: /trực tuyến|dịch vụ công|vneid|qua mạng/iu },
    { kind: 'post', words: /bưu chính|bưu điện/iu },
  ] as const
  const channels = found.flatMap(({ kind, words }) => {
    const notes = lines.filter((line) => words.test(line)).map(asGuideLine)
    return notes.length > 0 ? [{ kind, notes }] : []
  })
  if (channels.length === 0) return absent([], source, 'Tài liệu không ghi cách nộp hồ sơ.')
  return readingOf(channels, source, [])
}

function readDuration(lines: string[]): Reading<Duration[]> {
  const source = lines.join('\n')
  const texts = lines.map((line) => withoutEnd(asGuideLine(line).replace(/^[-–+*•]\s*/, '')))
  if (texts.length === 0) return absent([], source, 'Tài liệu không ghi thời hạn.')
  const entries = texts.map((text) => ({
    text: capitalized(text),
    condition: null,
    from: null,
    until: null,
  }))
  const isPlain = texts.every((text) => timeSpansIn(text).length === 1 && text.length <= 200)
  return readingOf(entries, source, isPlain ? [] : ['Thời hạn viết bằng lời, cần đọc lại.'])
}

function readFee(lines: string[]): Reading<Fee[]> {
  const source = lines.join('\n')
  if (lines.length === 0) return absent([], source, 'Tài liệu không ghi phí, lệ phí.')
  const words = lines.map((line) => withoutEnd(asGuideLine(line).replace(/^[-–+*•]\s*/, '')))
  const [only = ''] = words
  const fee = { per: null, condition: null, text: null, from: null, until: null }
  if (
    words.length === 1 &&
    /^(?:không(?: có| thu(?: phí| lệ phí)?)?|miễn(?: phí| lệ phí)?)$/iu.test(only)
  ) {
    return readingOf([{ ...fee, amount: 0 }], source, [])
  }
  const fees = moneyIn(source).length > 0 ? splitFees(words.join('; ')) : null
  if (fees) return readingOf(fees, source, [])
  const kept = words
    .filter((text) => text !== '')
    .map((text) => ({ ...fee, amount: null, text: capitalized(text) }))
  return readingOf(kept, source, ['Mức thu viết bằng lời, cần đọc lại.'])
}

/** Text that no field took: it is told, with its place, so that nothing is lost unseen. */
function leftovers(
  file: string,
  guide: string,
  opening: Part | undefined,
  parts: Part[],
  title: string,
): ImportProblem[] {
  const intro = (opening?.blocks ?? []).filter(({ text }) => tidy(text) !== title)
  const unknown = parts.filter(({ name }) => name === null).flatMap(({ blocks }) => blocks)
  return [...intro, ...unknown].map(({ text, place }) => ({
    ...about(file, guide),
    kind: 'unclear',
    message: `Ở ${place} có đoạn không thuộc mục nào: "${text.slice(0, 80)}". Xem có cần đưa vào hướng dẫn không.`,
  }))
}
