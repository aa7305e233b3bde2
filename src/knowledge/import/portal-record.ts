import { z } from 'zod'
import { fold } from '../../language/fold.ts'
import { absent, type Channel, type GuideDraft, type Reading, readingOf } from './guide-draft.ts'
import { readConditions, readResult } from './portal-conditions.ts'
import { durationNotesIn, readDurations } from './portal-duration.ts'
import { readFees } from './portal-fee.ts'
import { formsAmong } from './portal-forms.ts'
import { readLaws } from './portal-laws.ts'
import { readAgency, readLevel } from './portal-level.ts'
import { readPapers } from './portal-papers.ts'
import { type PortalSheet, parseSheet, type SheetHeading, saysNothing } from './portal-sheet.ts'
import { readSteps } from './portal-steps.ts'
import { type PortalWay, parseWays } from './portal-ways.ts'
import { asGuideLine, tidy } from './tidy-text.ts'
import { timeSpansIn } from './time-spans.ts'

const text = z.string().trim().min(1)

/** One line of the portal's records. */
export const portalRecordSchema = z.object({
  ma_thu_tuc: text,
  ten_thu_tuc: text,
  cap_thuc_hien: z.string(),
  linh_vuc: text,
  chi_tiet: text,
})

export type PortalRecord = z.infer<typeof portalRecordSchema>

/**
 * Reads one record of the national portal. Pure.
 *
 * Each field comes with the source's words; what contradicts itself or says too little is `unclear`
 * with the reason, and never a guess.
 */
export function parsePortalRecord(record: PortalRecord): GuideDraft {
  const sheet = parseSheet(record.chi_tiet)
  const of = (heading: SheetHeading) => sheet[heading] ?? ''
  const ways = parseWays(of('Cách thức thực hiện'))
  const { papers, copies } = readPapers(of('Thành phần hồ sơ'))
  const agency = readAgency(of('Cơ quan thực hiện'), of('Cơ quan có thẩm quyền'))
  const duration = readDurations(ways, of('Trình tự thực hiện'))
  return {
    id: idOf(record),
    title: tidy(record.ten_thu_tuc),
    // A few records have a code that is none.
    code: /^\d\.\d{6}$/.test(record.ma_thu_tuc) ? record.ma_thu_tuc : null,
    field: tidy(record.linh_vuc),
    origin: addressOf(record.ma_thu_tuc),
    level: readLevel(of('Cấp thực hiện') || record.cap_thuc_hien, agency.value),
    agency,
    audience: readAudience(of('Đối tượng thực hiện')),
    papers,
    copies,
    steps: readSteps(of('Trình tự thực hiện')),
    channels: readChannels(ways, of('Cách thức thực hiện'), of('Địa chỉ tiếp nhận HS')),
    duration,
    durationNotes: durationNotesIn(
      ways,
      duration.value.flatMap(({ text, condition }) => timeSpansIn(`${text} ${condition ?? ''}`)),
    ),
    fee: readFees(ways, {
      words: feeTalkOf(sheet),
      laws: of('Căn cứ pháp lý'),
      papers: of('Thành phần hồ sơ'),
    }),
    forms: formsAmong(papers),
    legalBasis: readLaws(of('Căn cứ pháp lý')),
    conditions: readConditions(of('Yêu cầu, điều kiện thực hiện')),
    result: readResult(of('Kết quả thực hiện')),
  }
}

/** Where citizens and admins read the record. */
export function addressOf(code: string): string {
  return `https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-nganh-doc.html?ma_thu_tuc=${code}`
}

const idSyllables = 8

/** The first words of the name and the code: `dang-ky-lai-ket-hon-1-004746`. */
export function idOf({
  ma_thu_tuc,
  ten_thu_tuc,
}: Pick<PortalRecord, 'ma_thu_tuc' | 'ten_thu_tuc'>) {
  const words = fold(ten_thu_tuc).match(/[a-z\d]+/g) ?? []
  const name = words.filter((word, index) => index > 1 || !['thu', 'tuc'].includes(word))
  return [...name.slice(0, idSyllables), ...fold(ma_thu_tuc).split(' ')].join('-')
}

function readAudience(source: string): Reading<string> {
  if (saysNothing(source)) return absent('', source, 'Nguồn không ghi đối tượng thực hiện.')
  return readingOf(tidy(source), source, [])
}

function readChannels(ways: PortalWay[], source: string, address: string): Reading<Channel[]> {
  const kinds = [...new Set(ways.map(({ kind }) => kind))]
  if (kinds.length === 0) return absent([], source, 'Nguồn không ghi cách nộp hồ sơ.')
  const places = placesIn(address)
  const channels = kinds.map((kind) => {
    const notes = ways.filter((way) => way.kind === kind).flatMap((way) => way.notes.split('\n'))
    const lines = notes.map(asGuideLine).filter((line) => line !== '')
    return { kind, notes: [...new Set([...lines, ...(kind === 'online' ? [] : places)])] }
  })
  return readingOf(channels, `${source}\n${address}`, reasonsOfPlace(channels, places))
}

/** Where the file is handed in or sent to, line by line. */
function placesIn(address: string): string[] {
  if (saysNothing(address)) return []
  const lines = address.split('\n').map((line) => asGuideLine(line.replace(/^[\s\-–+*•]+/, '')))
  return lines.filter((line) => line !== '').map((line) => `Địa chỉ nhận hồ sơ: ${line}`)
}

function reasonsOfPlace(channels: Channel[], places: string[]): string[] {
  if (places.length === 0) return ['Nguồn không ghi địa chỉ nhận hồ sơ.']
  if (channels.some(({ kind }) => kind !== 'online')) return []
  return [`${places.join('; ')}; nhưng nguồn chỉ ghi cách nộp trực tuyến.`]
}

function feeTalkOf(sheet: PortalSheet): string {
  const headings: SheetHeading[] = [
    'Trình tự thực hiện',
    'Thành phần hồ sơ',
    'Yêu cầu, điều kiện thực hiện',
  ]
  return headings.map((heading) => sheet[heading] ?? '').join('\n')
}
