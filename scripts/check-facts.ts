/**
 * `npx tsx scripts/check-facts.ts [--write] [slug…]`: holds every figure, date, law and form of a
 * guide against the researched notes and portal sheets in `../shared`, and prints what stands in none.
 * `--write` keeps what does stand there as the fixture by which the test does the same where
 * `../shared` is absent.
 *
 * A guide's sources are its own note, the portal sheets of its code and of the codes in its `sources`
 * addresses, and those its `alsoFrom` in the fixture names.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Guide } from '../src/knowledge/guide.ts'
import { parseKnowledge, readKnowledgeFiles } from '../src/knowledge/read-folder.ts'
import { claimKey, claimsIn } from '../src/language/claims.ts'
import { addDays, isDay } from '../src/shared/day.ts'
import {
  changeKey,
  type FactFixture,
  factsOfGuide,
  fixturePath,
  flaggedClaims,
  readFactFixture,
} from './facts/fact-fixture.ts'

const shared = '../shared'
const slugs = process.argv.slice(2).filter((each) => !each.startsWith('--'))

const { knowledge } = parseKnowledge(await readKnowledgeFiles('knowledge'))
if (!knowledge) throw new Error('the knowledge folder cannot be read: run `knowledge validate`')

const portal = new Map<string, string>()
for (const line of readFileSync(`${shared}/tthc/portal-procedures.jsonl`, 'utf8').split('\n')) {
  if (line === '') continue
  const record: { ma_thu_tuc: string; chi_tiet: string } = JSON.parse(line)
  portal.set(record.ma_thu_tuc, record.chi_tiet)
}

/** The portal writes `7 WORKING_DAY` and `05 (năm) ngày`. */
function readable(text: string): string {
  return text
    .replace(/(\d+) WORKING_DAY/g, '$1 ngày làm việc')
    .replace(/(\d+) (?:CALENDAR_)?DAY/g, '$1 ngày')
    .replace(/(\d+) HOUR/g, '$1 giờ')
    .replace(/(\d+) MONTH/g, '$1 tháng')
    .replace(/(\d) ?\([\p{L} ]+\) ?/gu, '$1 ')
}

/** Parts of a note that state no fact: what people ask (with the figures they have heard), where and when it was read. */
const otherParts = ['slug', 'cach_hoi_thuong_gap', 'nguon', 'kiem_tra_ngay', 'do_tin_cay']

function noteText(slug: string): string {
  const path = `${shared}/facts/${slug}.yaml`
  if (!existsSync(path)) return ''
  const note: Record<string, unknown> = parse(readFileSync(path, 'utf8'))
  const parts = Object.entries(note).filter(([name]) => !otherParts.includes(name))
  return JSON.stringify(Object.fromEntries(parts))
}

function sourceFacts({ id, code, sources }: Guide, alsoFrom: string[]): Set<string> {
  const named = sources.map((address) => /ma_thu_tuc=([\d.]+)/.exec(address)?.[1] ?? '')
  const texts = [id, code ?? '', ...named, ...alsoFrom].map(
    (name) => portal.get(name) ?? noteText(name),
  )
  const claims = texts.flatMap((text) => claimsIn(readable(text)))
  const changes = claims.flatMap(({ kind, value }) => (kind === 'date' ? changesOn(value) : []))
  return new Set([...claims.map(claimKey), ...changes])
}

/** `31/12/2026` bears out a change on that day (in force from) and on the next (in force until). */
function changesOn(date: string): string[] {
  const [day = '', month = '', year] = date.split('/')
  if (year === undefined) return []
  const first = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(first) ? [changeKey(first), changeKey(addDays(first, 1))] : []
}

/** One line a part, so that a change reads in a diff. */
function formatFixture({ common, guides }: FactFixture): string {
  const lines = (entries: [string, unknown][], indent: string) =>
    entries
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${indent}${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(',\n')
  const each = Object.entries(guides)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([slug, { alsoFrom, facts, reviewed }]) => {
      const parts = lines(Object.entries({ alsoFrom, facts, reviewed }), '   ')
      return `  ${JSON.stringify(slug)}: {\n${parts}\n  }`
    })
  const anywhere = lines(Object.entries(common), '  ')
  return `{\n "common": {\n${anywhere}\n },\n "guides": {\n${each.join(',\n')}\n }\n}\n`
}

const fixture: FactFixture = existsSync(fixturePath)
  ? readFactFixture()
  : { common: {}, guides: {} }
for (const guide of knowledge.guides) {
  if (slugs.length > 0 && !slugs.includes(guide.id)) continue
  const kept = fixture.guides[guide.id]
  const stand = sourceFacts(guide, kept?.alsoFrom ?? [])
  const claimed = [...new Set(factsOfGuide(guide).map(({ key }) => key))]
  fixture.guides[guide.id] = { ...kept, facts: claimed.filter((key) => stand.has(key)).sort() }
  for (const claim of flaggedClaims(guide, fixture)) console.log(`${claim} is in no source`)
}
if (process.argv.includes('--write')) writeFileSync(fixturePath, formatFixture(fixture))
