import { Document, isMap, isSeq, parseDocument, type YAMLSeq } from 'yaml'
import { z } from 'zod'
import { type Facet, facetOfTitle, facets, facetTitles } from './facet.ts'
import type { Block, Guide } from './guide.ts'

/** What is typed may be wrong, or not there yet: the parser says so, the form keeps it. */
const typed = z.string().max(20_000)
/** Some records of the national portal have 50,000 characters of papers. */
const markdown = z.string().max(100_000)
const maybe = typed.nullable().default(null)

const validity = { from: maybe, until: maybe }

/**
 * A guide as it is being edited: every field as typed, sections as Markdown with their `{from=…}` marks.
 * A draft that does not parse yet is a form all the same.
 */
export const guideFormSchema = z.strictObject({
  id: typed,
  title: typed,
  code: maybe,
  field: typed,
  level: typed,
  agency: typed,
  audience: typed,
  duration: z.array(z.strictObject({ condition: maybe, text: typed, ...validity })).max(100),
  fee: z
    .array(
      z.strictObject({
        condition: maybe,
        /** In đồng; text while it is no number. */
        amount: z.union([z.number(), typed]).nullable().default(null),
        per: maybe,
        text: maybe,
        ...validity,
      }),
    )
    .max(100),
  forms: z.array(z.strictObject({ code: maybe, name: typed })).max(100),
  legal_basis: z
    .array(
      z.strictObject({
        number: typed,
        title: typed,
        effective_from: maybe,
        effective_until: maybe,
      }),
    )
    .max(100),
  effective_from: typed,
  effective_until: maybe,
  checked_on: typed,
  sources: z.array(typed).max(100),
  aliases: z.array(typed).max(200),
  questions: z.array(typed).max(500),
  confused_with: z.array(z.strictObject({ guide: typed, difference: typed })).max(50),
  status: typed,
  lead: markdown,
  /** Markdown by facet; empty: the guide has no such section. */
  sections: z.strictObject(
    Object.fromEntries(facets.map((facet) => [facet, markdown.default('')])) as Record<
      Facet,
      z.ZodDefault<typeof markdown>
    >,
  ),
})

export type GuideForm = z.infer<typeof guideFormSchema>

const frontSchema = guideFormSchema.omit({ lead: true, sections: true }).partial().loose()

/** An empty form for a new guide. */
export function emptyForm(about: {
  id: string
  title: string
  field: string
  day: string
}): GuideForm {
  return {
    ...formOf({}, '', {}),
    id: about.id,
    title: about.title,
    field: about.field,
    level: 'xa',
    effective_from: about.day,
    checked_on: about.day,
    status: 'published',
  }
}

/** As it goes live: what an import left as a draft is published with everything else, or not at all. */
export function asPublished(form: GuideForm): GuideForm {
  return form.status === 'draft' ? { ...form, status: 'published' } : form
}

/** Opens a guide file as a form; undefined when its front matter cannot be read at all. Pure. */
export function readGuideForm(text: string): GuideForm | undefined {
  const parts = partsOf(text)
  if (!parts) return undefined
  const document = parseDocument(parts.yaml)
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined
  const { data } = frontSchema.safeParse(document.toJS())
  if (!data) return undefined
  const { lead, sections } = readSections(parts.body)
  return formOf(data, lead, sections)
}

/** The form of a guide that was made by a program: an import, a test. */
export function formOfGuide(guide: Guide): GuideForm {
  const { legalBasis, effectiveFrom, effectiveUntil, checkedOn, confusedWith, lead, sections } =
    guide
  const { id, title, code, field, level, agency, audience, duration, fee, forms } = guide
  const { sources, aliases, questions, status } = guide
  return {
    ...{ id, title, code, field, level, agency, audience, duration, fee, forms },
    ...{ sources, aliases, questions, status },
    legal_basis: legalBasis.map((law) => ({
      number: law.number,
      title: law.title,
      effective_from: law.effectiveFrom,
      effective_until: law.effectiveUntil,
    })),
    effective_from: effectiveFrom,
    effective_until: effectiveUntil,
    checked_on: checkedOn,
    confused_with: confusedWith,
    lead: textOfBlocks(lead),
    sections: everySection((facet) => textOfBlocks(sections[facet] ?? [])),
  }
}

/**
 * The guide file a form stands for. Written over `before`, the text it was opened from, so that what was
 * not changed stays as it is there to the letter, comments included. Pure.
 */
export function writeGuide(form: GuideForm, before?: string): string {
  const parts = before === undefined ? undefined : partsOf(before)
  const kept = parts && parseDocument(parts.yaml)
  const document =
    kept && kept.errors.length === 0 && isMap(kept.contents) ? kept : new Document({})
  const { lead, sections, ...front } = form
  const known: Record<string, unknown> = document.toJS() ?? {}
  const { data: opened } = frontSchema.safeParse(known)
  for (const [key, value] of Object.entries(front)) {
    const was = opened?.[key]
    if (key in known && isSame(was, value)) continue
    const wanted = withoutNothing(value, key)
    if (wanted === undefined) document.delete(key)
    else if (Array.isArray(wanted)) writeList(document, key, wanted, was)
    else document.set(key, wanted)
  }
  const yaml = document.toString({ lineWidth: 0 })
  return `---\n${yaml}---\n${bodyOf(lead, sections, parts?.body)}`
}

/** Entries that are as they were keep their place in the file, and the comments beside them. */
function writeList(document: Document, key: string, wanted: unknown[], was: unknown) {
  const node = document.get(key, true)
  if (!isSeq(node) || !Array.isArray(was)) {
    document.set(key, document.createNode(wanted))
    return
  }
  const old = [...(node as YAMLSeq).items]
  const plain = was.map((each) => withoutNothing(each, ''))
  const left = new Set(old.keys())
  node.items = wanted.map((each) => {
    const at = [...left].find((index) => isSame(plain[index], each))
    if (at === undefined) return document.createNode(each)
    left.delete(at)
    return old[at]
  })
  if (wanted.length === 0) document.set(key, document.createNode([]))
}

/** Optional keys without a value are left out, as they are in files that people write. */
function withoutNothing(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    if (value.length === 0 && optionalKeys.has(key)) return undefined
    return value.map((each) => withoutNothing(each, ''))
  }
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).filter(
      ([name, each]) => each !== null || requiredInside.has(name),
    )
    return Object.fromEntries(pairs)
  }
  return value === null && optionalKeys.has(key) ? undefined : value
}

const optionalKeys = new Set(['effective_until', 'confused_with'])
/** `null` says something there: no national fee, no number on the form. */
const requiredInside = new Set(['amount', 'code'])

function formOf(
  front: Partial<z.infer<typeof frontSchema>>,
  lead: string,
  sections: Partial<Record<Facet, string>>,
): GuideForm {
  return {
    id: front.id ?? '',
    title: front.title ?? '',
    code: front.code ?? null,
    field: front.field ?? '',
    level: front.level ?? '',
    agency: front.agency ?? '',
    audience: front.audience ?? '',
    duration: front.duration ?? [],
    fee: front.fee ?? [],
    forms: front.forms ?? [],
    legal_basis: front.legal_basis ?? [],
    effective_from: front.effective_from ?? '',
    effective_until: front.effective_until ?? null,
    checked_on: front.checked_on ?? '',
    sources: front.sources ?? [],
    aliases: front.aliases ?? [],
    questions: front.questions ?? [],
    confused_with: front.confused_with ?? [],
    status: front.status ?? '',
    lead,
    sections: everySection((facet) => sections[facet] ?? ''),
  }
}

function everySection(textOf: (facet: Facet) => string): Record<Facet, string> {
  return {
    ho_so: textOf('ho_so'),
    thoi_han: textOf('thoi_han'),
    le_phi: textOf('le_phi'),
    noi_nop: textOf('noi_nop'),
    trinh_tu: textOf('trinh_tu'),
    dieu_kien: textOf('dieu_kien'),
    ket_qua: textOf('ket_qua'),
    can_cu: textOf('can_cu'),
    luu_y: textOf('luu_y'),
  }
}

function partsOf(text: string) {
  const lines = text
    .replace(/^\uFEFF/, '')
    .normalize('NFC')
    .split(/\r?\n/)
  const end = lines.indexOf('---', 1)
  if (lines[0] !== '---' || end < 0) return undefined
  return { yaml: `${lines.slice(1, end).join('\n')}\n`, body: lines.slice(end + 1).join('\n') }
}

function readSections(body: string) {
  const [lead = '', ...rest] = body.split(/^## /m)
  const sections: Partial<Record<Facet, string>> = {}
  for (const part of rest) {
    const [title = '', ...lines] = part.split('\n')
    const facet = facetOfTitle(title)
    if (facet) sections[facet] = lines.join('\n').trim()
  }
  return { lead: lead.trim(), sections }
}

function bodyOf(lead: string, sections: Record<Facet, string>, before: string | undefined): string {
  if (before !== undefined) {
    const same = readSections(before)
    const isAsBefore =
      same.lead === lead.trim() &&
      facets.every((facet) => (same.sections[facet] ?? '') === sections[facet].trim())
    if (isAsBefore) return before
  }
  const parts = facets
    .filter((facet) => sections[facet].trim() !== '')
    .map((facet) => `## ${facetTitles[facet]}\n\n${sections[facet].trim()}`)
  return `\n${[lead.trim(), ...parts].join('\n\n')}\n`
}

function textOfBlocks(blocks: Block[]): string {
  return blocks
    .map(({ text, opensParagraph, from, until }, index) => {
      const marks = [from && `from=${from}`, until && `until=${until}`].filter((mark) => mark)
      const mark = marks.length > 0 ? ` {${marks.join(' ')}}` : ''
      return `${opensParagraph && index > 0 ? '\n' : ''}${text}${mark}`
    })
    .join('\n')
}

function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

/** Whatever the order of the keys; an optional key that is null is one that is not there. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(
          Object.entries(each)
            .filter(([, inner]) => inner !== null)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : each,
  )
}
