/**
 * `npx tsx scripts/check-facts.ts [--write] [slug…]`: holds every figure, date, law and form of a
 * guide against the researched notes and portal sheets in `../shared`. `--write` keeps the sources'
 * facts as the fixture by which the test does the same where `../shared` is absent.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { claimsOfGuide } from '../src/knowledge/guide-claims.ts'
import { parseKnowledge, readKnowledgeFiles } from '../src/knowledge/read-folder.ts'
import { claimKey, claimsIn } from '../src/language/claims.ts'

const shared = '../shared'
const fixture = 'test/fixtures/facts.json'
const slugs = process.argv.slice(2).filter((each) => !each.startsWith('--'))

const { knowledge } = parseKnowledge(await readKnowledgeFiles('knowledge'))
if (!knowledge) throw new Error('the knowledge folder cannot be read: run `knowledge validate`')

const portal = new Map<string, string>()
for (const line of readFileSync(`${shared}/tthc/portal-procedures.jsonl`, 'utf8').split('\n')) {
  if (line === '') continue
  const record: { ma_thu_tuc: string; chi_tiet: string } = JSON.parse(line)
  portal.set(record.ma_thu_tuc, record.chi_tiet)
}
const codes = new Map(
  readFileSync(`${shared}/tthc/catalogue.tsv`, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([slug = '', code = '']) => [slug, code]),
)

/** The portal writes `7 WORKING_DAY` and `05 (năm) ngày`. */
function readable(text: string): string {
  return text
    .replace(/(\d+) WORKING_DAY/g, '$1 ngày làm việc')
    .replace(/(\d+) (?:CALENDAR_)?DAY/g, '$1 ngày')
    .replace(/(\d+) HOUR/g, '$1 giờ')
    .replace(/(\d+) MONTH/g, '$1 tháng')
    .replace(/(\d) ?\([\p{L} ]+\) ?/gu, '$1 ')
}

function sourceFacts(slug: string, code: string | null): string[] {
  const note = `${shared}/facts/${slug}.yaml`
  const texts = [existsSync(note) ? readFileSync(note, 'utf8').replace(/\n\s+/g, ' ') : '']
  for (const each of [codes.get(slug), code]) texts.push(portal.get(each ?? '') ?? '')
  return [...new Set(texts.flatMap((text) => claimsIn(readable(text)).map(claimKey)))].sort()
}

type Fixture = Record<string, { facts: string[]; reviewed: Record<string, string> }>
const kept: Fixture = existsSync(fixture) ? JSON.parse(readFileSync(fixture, 'utf8')) : {}
for (const guide of knowledge.guides) {
  if (slugs.length > 0 && !slugs.includes(guide.id)) continue
  const facts = sourceFacts(guide.id, guide.code)
  const reviewed = kept[guide.id]?.reviewed ?? {}
  kept[guide.id] = { facts, reviewed }
  for (const claim of claimsOfGuide(guide)) {
    const key = claimKey(claim)
    if (facts.includes(key) || key in reviewed) continue
    console.log(`guides/${guide.id}.md:${claim.line ?? 'front matter'}: ${key} is in no source`)
  }
}
if (process.argv.includes('--write')) writeFileSync(fixture, `${JSON.stringify(kept, null, 1)}\n`)
