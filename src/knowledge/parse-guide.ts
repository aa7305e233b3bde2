import { isDay } from '../shared/day.ts'
import { type Facet, facetOfTitle, facets, facetTitles } from './facet.ts'
import type { Block, Guide } from './guide.ts'
import { draftSchema, type FrontMatter, frontMatterSchema } from './guide-schema.ts'
import { openPoint } from './open-point.ts'
import type { KnowledgeProblem } from './problem.ts'
import { type LineOf, readYaml } from './read-yaml.ts'

/** `warnings`: what a draft still lacks before it can be published. */
export type ParsedGuide =
  | { guide: Guide; warnings: KnowledgeProblem[] }
  | { problems: KnowledgeProblem[] }

/** What the parser must know beyond the file: the ids that may exist, the ward facts that may be named. */
export type GuideContext = {
  catalogue: ReadonlySet<string>
  isWardFact: (name: string) => boolean
}

/** Sections every guide has in words; the other two are printed from the front matter. */
const writtenFacets = facets.filter((facet) => facet !== 'thoi_han' && facet !== 'can_cu')

/**
 * Reads one guide file (`<slug>.md`: YAML front matter, lead, one `##` section a facet).
 *
 * All faults of the file come back at once, each with its line and how to mend it. A draft may lack what a
 * published guide must have; what is there must be right. Pure.
 */
export function parseGuide(file: string, text: string, context: GuideContext): ParsedGuide {
  const parts = splitFrontMatter(text)
  if (!parts) {
    const message =
      'Thiếu phần đầu tệp: dòng đầu và dòng kết của phần khai báo phải là ba gạch ngang (---).'
    return { problems: [{ file, line: 1, message }] }
  }
  // Line 1 of the file is the opening `---`.
  const yaml = { file, text: parts.yaml, firstLine: 2 }
  const isDraft = /^status:\s*["']?draft\b/m.test(parts.yaml)
  const head = readYaml(yaml, isDraft ? draftSchema : frontMatterSchema)
  const body = readBody(file, parts.body, parts.bodyLine, context)
  const openPoints = isDraft ? [] : openPointsIn(file, parts)
  const ids = head.values && checkIds(file, head.values, head.lineOf, context)
  const lacking = [...body.lacking, ...(ids?.lacking ?? [])]
  const problems = [
    ...head.problems,
    ...(ids?.problems ?? []),
    ...body.problems,
    ...openPoints,
    ...(isDraft ? [] : lacking),
  ]
  if (!head.values) return { problems }
  if (problems.length > 0) return { problems }
  const warnings = isDraft ? [...readYaml(yaml, frontMatterSchema).problems, ...lacking] : []
  return { guide: toGuide(head.values, body), warnings }
}

/** Places that an import left for a person to look at: nobody has yet. */
function openPointsIn(file: string, { yaml, body, bodyLine }: GuideParts): KnowledgeProblem[] {
  const message = 'Còn chỗ chưa đọc lại. Kiểm tra với nguồn, sửa cho đúng rồi xóa dấu này.'
  const inHead = yaml.split('\n').map((text, index) => ({ text, line: index + 2 }))
  const inBody = body.map((text, index) => ({ text, line: index + bodyLine }))
  return [...inHead, ...inBody]
    .filter(({ text }) => text.includes(openPoint))
    .map(({ line }) => ({ file, line, message }))
}

type GuideParts = { yaml: string; body: string[]; bodyLine: number }

function splitFrontMatter(text: string): GuideParts | undefined {
  const lines = text
    .replace(/^\uFEFF/, '')
    .normalize('NFC')
    .split(/\r?\n/)
  const end = lines.indexOf('---', 1)
  if (lines[0] !== '---' || end < 0) return undefined
  return { yaml: lines.slice(1, end).join('\n'), body: lines.slice(end + 1), bodyLine: end + 2 }
}

function checkIds(file: string, values: FrontMatter, lineOf: LineOf, context: GuideContext) {
  const problems: KnowledgeProblem[] = []
  const lacking: KnowledgeProblem[] = []
  const add = (path: PropertyKey[], message: string, to = problems) =>
    to.push({ file, line: lineOf(path), message })
  const slug = file.replace(/^.*\//, '').replace(/\.md$/, '')

  if (values.id !== slug) {
    add(['id'], `id là "${values.id}" nhưng tệp tên "${slug}.md"; đổi cho trùng nhau.`)
  }
  if (!context.catalogue.has(values.id)) {
    const message = `id "${values.id}" không có trong catalogue.yaml; sửa id hoặc thêm vào danh mục.`
    add(['id'], message, lacking)
  }
  values.confused_with.forEach(({ guide }, index) => {
    if (context.catalogue.has(guide)) return
    add(['confused_with', index, 'guide'], `không có hướng dẫn nào mang id "${guide}".`)
  })
  return { problems, lacking }
}

type Body = {
  lead: Block[]
  sections: Partial<Record<Facet, Block[]>>
  problems: KnowledgeProblem[]
  /** Parts that a published guide must have. */
  lacking: KnowledgeProblem[]
}

function readBody(file: string, lines: string[], firstLine: number, context: GuideContext): Body {
  const body: Body = { lead: [], sections: {}, problems: [], lacking: [] }
  const add = (line: number, message: string) => body.problems.push({ file, line, message })
  const lacks = (line: number, message: string) => body.lacking.push({ file, line, message })
  let blocks: Block[] | null = body.lead
  let opensParagraph = false

  lines.forEach((source, index) => {
    const line = firstLine + index
    const heading = /^(#+)\s*(.*)$/.exec(source)
    if (source.trim() === '') {
      opensParagraph = true
    } else if (heading) {
      blocks = openSection(body, heading[1] ?? '', heading[2] ?? '', (message) =>
        add(line, message),
      )
      opensParagraph = false
    } else {
      const block = readBlock(source, line, opensParagraph, context, (message) =>
        add(line, message),
      )
      blocks?.push(block)
      opensParagraph = false
    }
  })
  const lastLine =
    firstLine +
    Math.max(
      0,
      lines.findLastIndex((source) => source.trim() !== ''),
    )
  if (body.lead.length === 0) {
    lacks(firstLine, 'Thiếu đoạn mở đầu: một đến ba câu trước mục đầu tiên.')
  }
  for (const facet of writtenFacets) {
    const title = facetTitles[facet]
    const blocks = body.sections[facet]
    if (!blocks) lacks(lastLine, `Thiếu mục "## ${title}"; thêm mục này vào tệp.`)
    else if (blocks.length === 0) {
      const at = lines.findIndex((source) => headingFacet(source) === facet)
      lacks(firstLine + at, `Mục "${title}" đang trống; viết ít nhất một dòng dưới mục này.`)
    }
  }
  return body
}

function headingFacet(source: string): Facet | undefined {
  return facetOfTitle(/^##\s*(.*)$/.exec(source)?.[1] ?? '')
}

function openSection(body: Body, marks: string, title: string, add: (message: string) => void) {
  const facet = marks === '##' ? facetOfTitle(title) : undefined
  if (!facet) {
    const known = facets.map((each) => facetTitles[each]).join(', ')
    add(`Không có mục "${marks} ${title}". Các mục được dùng, sau hai dấu thăng: ${known}.`)
    return null
  }
  if (body.sections[facet]) {
    add(`Mục "${facetTitles[facet]}" xuất hiện hai lần; gộp lại làm một.`)
    return null
  }
  const blocks: Block[] = []
  body.sections[facet] = blocks
  return blocks
}

const validityMark = /\s*\{([^{}]*)\}\s*$/

function readBlock(
  source: string,
  line: number,
  opensParagraph: boolean,
  context: GuideContext,
  add: (message: string) => void,
): Block {
  for (const [, name = ''] of source.matchAll(/\{\{\s*([^}]*?)\s*\}\}/g)) {
    if (!context.isWardFact(name)) {
      add(`{{${name}}} không có trong ward.yaml; sửa tên hoặc thêm mục này vào ward.yaml.`)
    }
  }
  // The names of facts are masked, not cut, so that places in the line stay what they are.
  const masked = source.replace(/\{\{[^}]*\}\}/g, (fact) => '_'.repeat(fact.length))
  const mark = validityMark.exec(masked)
  const end = mark?.index ?? source.length
  if (/[{}]/.test(masked.slice(0, end))) {
    add('Dấu ngoặc nhọn lẻ. Dùng {{ward.…}} hoặc, ở cuối dòng, {from=2026-07-01 until=2026-12-31}.')
  }
  const { from, until, problem } = mark ? readValidity(mark[1] ?? '') : always
  if (problem) add(problem)
  return { text: source.slice(0, end).trimEnd(), line, opensParagraph, from, until }
}

const always = { from: null, until: null, problem: undefined }

function readValidity(mark: string) {
  const validity: { from: string | null; until: string | null } = { from: null, until: null }
  for (const pair of mark.trim().split(/\s+/)) {
    const [key, day = ''] = pair.split('=')
    if ((key !== 'from' && key !== 'until') || !isDay(day)) {
      const problem = `{${mark}} sai; viết {from=2026-07-01}, {until=2026-12-31} hoặc cả hai.`
      return { from: null, until: null, problem }
    }
    validity[key] = day
  }
  const { from, until } = validity
  const reversed = from !== null && until !== null && from > until
  return { from, until, problem: reversed ? 'from phải trước hoặc trùng until.' : undefined }
}

function toGuide(values: FrontMatter, { lead, sections }: Body): Guide {
  const { legal_basis, effective_from, effective_until, checked_on, confused_with, ...same } =
    values
  return {
    ...same,
    legalBasis: legal_basis.map((law) => ({
      number: law.number,
      title: law.title,
      effectiveFrom: law.effective_from,
      effectiveUntil: law.effective_until,
    })),
    effectiveFrom: effective_from,
    effectiveUntil: effective_until,
    checkedOn: checked_on,
    confusedWith: confused_with,
    lead,
    sections,
  }
}
