import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { LexiconLists } from '../language/lexicon.ts'
import { createBreathing } from '../shared/breathe.ts'
import { sha256 } from '../shared/ids.ts'
import type { Guide } from './guide.ts'
import { type OtherOffice, parseOtherOffices } from './other-office.ts'
import { parseGuide } from './parse-guide.ts'
import type { KnowledgeProblem } from './problem.ts'
import { readYaml } from './read-yaml.ts'
import { parseWardProfile, type WardProfile, wardFact } from './ward-profile.ts'

/** All an edition is made of; plain data, so that it can be kept as JSON. */
export type Knowledge = {
  guides: Guide[]
  ward: WardProfile
  offices: OtherOffice[]
  /** Questions that are no office's matter, however much they sound like one. */
  offTopic: string[]
  lexicon: LexiconLists
}

/** File name (relative to the knowledge folder) → text. */
export type KnowledgeFiles = Record<string, string>

// Far fewer than a process may have open; a province has more guides than that.
const openAtOnce = 64

/** Reads every file of the folder that an edition is made of; a missing one is an empty one. */
export async function readKnowledgeFiles(
  folder: string,
  guidesFolder = join(folder, 'guides'),
): Promise<KnowledgeFiles> {
  const names = ['ward.yaml', 'catalogue.yaml', 'other-offices.yaml', 'off-topic.yaml']
  const lexicons = await listFiles(join(folder, 'lexicon'), '.yaml')
  const guides = await listFiles(guidesFolder, '.md')
  const places = [
    ...names.map((name) => [name, join(folder, name)] as const),
    ...lexicons.map((name) => [`lexicon/${name}`, join(folder, 'lexicon', name)] as const),
    ...guides.map((name) => [`guides/${name}`, join(guidesFolder, name)] as const),
  ]
  const files: KnowledgeFiles = {}
  for (let start = 0; start < places.length; start += openAtOnce) {
    const some = places.slice(start, start + openAtOnce)
    const texts = await Promise.all(some.map(([, path]) => readIfThere(path)))
    for (const [index, [name]] of some.entries()) files[name] = texts[index] ?? ''
  }
  return files
}

async function listFiles(folder: string, ending: string): Promise<string[]> {
  const names = await readdir(folder).catch(nothingWhenMissing([]))
  return names.filter((name) => name.endsWith(ending)).sort()
}

async function readIfThere(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch(nothingWhenMissing(''))
}

function nothingWhenMissing<Nothing>(nothing: Nothing) {
  return (error: unknown): Nothing => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return nothing
    throw error
  }
}

/** File name → hash of its text. */
export type FileHashes = ReadonlyMap<string, string>

export function hashEachFile(files: KnowledgeFiles): FileHashes {
  return new Map(Object.entries(files).map(([name, text]) => [name, sha256(text)]))
}

/** Hash by which two states of the folder are told apart. */
export function hashOfFiles(files: KnowledgeFiles): string {
  return hashOfAll(hashEachFile(files))
}

export function hashOfAll(hashes: FileHashes): string {
  return sha256(JSON.stringify([...hashes].sort(([a], [b]) => (a < b ? -1 : 1))))
}

type Parsed = {
  knowledge: Knowledge | null
  problems: KnowledgeProblem[]
  /** What drafts still lack; it keeps nobody from publishing the rest. */
  warnings: KnowledgeProblem[]
}

/** A sound state of the folder. What has not changed since need not be parsed again. */
export type ParsedBefore = { files: FileHashes; knowledge: Knowledge }

/**
 * Parses the files of a folder.
 *
 * Sound guides are returned even when others are broken; `problems` tells of every fault. Without a
 * readable ward profile or catalogue there is no knowledge at all.
 */
export function parseKnowledge(files: KnowledgeFiles): Parsed {
  const parsing = parseStepwise(files)
  for (;;) {
    const { done, value } = parsing.next()
    if (done) return value
  }
}

/** The same, while turns go on in between; a guide whose file is as before is the same object. */
export async function parseKnowledgeAside(
  files: KnowledgeFiles,
  hashes: FileHashes,
  before: ParsedBefore | undefined,
): Promise<Parsed> {
  const parsing = parseStepwise(files, before && unchangedGuides(hashes, before))
  const breathe = createBreathing()
  for (;;) {
    const { done, value } = parsing.next()
    if (done) return value
    await breathe()
  }
}

/** By file name. What a guide may say depends on the ward profile and the catalogue too. */
function unchangedGuides(hashes: FileHashes, { files, knowledge }: ParsedBefore) {
  const isSame = (name: string) => hashes.get(name) === files.get(name)
  if (!isSame('ward.yaml') || !isSame('catalogue.yaml')) return undefined
  const byId = new Map(knowledge.guides.map((guide) => [guide.id, guide]))
  const guides = new Map<string, Guide>()
  for (const name of hashes.keys()) {
    // In a sound folder a guide is named as its file.
    const guide = byId.get(name.replace(/^.*\//, '').replace(/\.md$/, ''))
    if (guide && isSame(name)) guides.set(name, guide)
  }
  return guides
}

/** A step is a guide. */
function* parseStepwise(
  files: KnowledgeFiles,
  known: ReadonlyMap<string, Guide> = new Map(),
): Generator<undefined, Parsed> {
  const problems: KnowledgeProblem[] = []
  const warnings: KnowledgeProblem[] = []
  const wardResult = parseWardProfile('ward.yaml', files['ward.yaml'] ?? '')
  if ('problems' in wardResult)
    return { knowledge: null, problems: wardResult.problems, warnings: [] }
  const { ward } = wardResult

  const listed = readYaml(
    { file: 'catalogue.yaml', text: files['catalogue.yaml'] ?? '' },
    catalogueSchema,
  )
  if (!listed.values) return { knowledge: null, problems: listed.problems, warnings: [] }
  const catalogue = new Set(Object.values(listed.values).flat())
  const offices = parseOtherOffices('other-offices.yaml', files['other-offices.yaml'] ?? '')
  problems.push(...offices.problems)
  const offTopic = readYaml(
    { file: 'off-topic.yaml', text: files['off-topic.yaml'] || '[]' },
    offTopicSchema,
  )
  problems.push(...offTopic.problems)

  const guides: Guide[] = []
  const seen = new Map<string, string>()
  const context = { catalogue, isWardFact: (name: string) => wardFact(ward, name) !== undefined }
  for (const [file, text] of Object.entries(files)) {
    if (!file.startsWith('guides/')) continue
    yield
    const same = known.get(file)
    const parsed = same ? { guide: same, warnings: [] } : parseGuide(file, text, context)
    const id = 'guide' in parsed ? parsed.guide.id : /^id:\s*(\S+)/m.exec(text)?.[1]
    const twin = id === undefined ? undefined : seen.get(id)
    if (twin) {
      const message = `id "${id}" đã dùng trong ${twin}; mỗi hướng dẫn một id.`
      problems.push({ file, line: lineOfId(text), message })
    }
    if (id !== undefined && !twin) seen.set(id, file)
    if ('problems' in parsed) problems.push(...parsed.problems)
    else if (!twin) guides.push(parsed.guide)
    if ('warnings' in parsed) warnings.push(...parsed.warnings)
  }
  const { lexicon, problems: lexiconProblems } = parseLexicon(files)
  problems.push(...lexiconProblems)
  const knowledge = {
    guides,
    ward,
    offices: offices.offices,
    offTopic: offTopic.values ?? [],
    lexicon,
  }
  return { knowledge, problems, warnings }
}

function lineOfId(text: string): number {
  return Math.max(1, text.split('\n').findIndex((line) => line.startsWith('id:')) + 1)
}

const catalogueSchema = z.record(z.string(), z.array(z.string()), {
  error: 'danh mục ghi theo lĩnh vực, mỗi lĩnh vực là một danh sách id hướng dẫn',
})

const offTopicSchema = z.array(z.string().min(1), { error: 'phải là danh sách câu hỏi' })

const lexiconSchema = z.array(
  z.strictObject({
    term: z.coerce.string().min(1),
    means: z.string().min(1),
    example: z.string().min(1),
  }),
)

/** Teencode and abbreviations stand for another word; words of the street are explained beside it. */
const expandingFiles = ['lexicon/street-words.yaml']

function parseLexicon(files: KnowledgeFiles) {
  const lists: LexiconLists = { replacements: [], expansions: [] }
  const problems: KnowledgeProblem[] = []
  for (const [file, text] of Object.entries(files)) {
    if (!file.startsWith('lexicon/')) continue
    const read = readYaml({ file, text }, lexiconSchema)
    const list = expandingFiles.includes(file) ? lists.expansions : lists.replacements
    list.push(...(read.values ?? []))
    problems.push(...read.problems)
  }
  return { lexicon: lists, problems }
}
