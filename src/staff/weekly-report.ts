import type { WardProfile } from '../knowledge/ward-profile.ts'
import { fold } from '../language/fold.ts'
import { maskPersonalData } from '../language/personal-data.ts'
import type { Clock } from '../shared/clock.ts'
import { addDays, type Day, dayOf, momentOn, weekdayOf } from '../shared/day.ts'
import type { WriteAudit } from './audit-log.ts'
import {
  type FigureReader,
  isBreached,
  isResolvedIn,
  isWithin,
  medianFirstAnswerMinutes,
  type TicketFigures,
} from './figures.ts'
import { reasonText, stateText } from './report-words.ts'
import type { Viewer } from './staff-env.ts'
import { reportHtml } from './weekly-report-html.ts'

/** The weekly "khó khăn, vướng mắc" report, before it is HTML or DOCX. Personal data is masked. */
export type WeeklyReport = {
  office: string
  from: Day
  /** The last day, a Sunday. */
  to: Day
  madeOn: Day
  summary: { name: string; value: string }[]
  /** What people asked and no guide answers; the most frequent first. */
  unanswered: { question: string; count: number }[]
  handedOver: {
    byReason: { reason: string; count: number }[]
    byField: { field: string; count: number }[]
  }
  complaints: { number: string; day: Day; summary: string; state: string }[]
}

export type WeeklyReportDeps = {
  figures: FigureReader
  ward: () => WardProfile
  numberOf: (sequence: number) => string
  writeAudit: WriteAudit
  clock: Clock
}

const mostQuestions = 1000
const questionsShown = 50

/** What the ward's leaders report upward, week by week. */
export function createWeeklyReport(deps: WeeklyReportDeps) {
  return {
    async weeklyReport(viewer: Viewer, from: Day | undefined, format: 'html' | 'docx') {
      const report = await makeReport(deps, from)
      const name = `kho-khan-vuong-mac-${report.from}.docx`
      // Written first: what cannot be logged is not given out.
      const detail = { from: report.from, to: report.to, format }
      await deps.writeAudit({
        who: viewer.id,
        action: 'export-weekly-report',
        subject: report.from,
        detail,
      })
      if (format === 'html') return { name, body: reportHtml(report) }
      // Loaded when wanted: few processes ever write one.
      const { reportDocx } = await import('./weekly-report-docx.ts')
      return { name, body: await reportDocx(report) }
    },
  }
}

async function makeReport(
  { figures, ward, numberOf, clock }: WeeklyReportDeps,
  given: Day | undefined,
): Promise<WeeklyReport> {
  const now = clock()
  const today = dayOf(now)
  const from = given ?? addDays(today, 1 - weekdayOf(today))
  const to = addDays(from, 6)
  const span = { from: momentOn(from, 0), until: momentOn(addDays(to, 1), 0) }
  const [tickets, hours, unanswered] = await Promise.all([
    figures.tickets(span),
    figures.hours(span),
    figures.unanswered(span, mostQuestions),
  ])
  const opened = tickets.filter(({ createdAt }) => isWithin(createdAt, span))
  const total = (key: 'questions' | 'answeredByBot') =>
    hours.reduce((sum, each) => sum + each[key], 0)
  const firstAnswer = medianFirstAnswerMinutes(tickets, span)
  return {
    office: ward().name,
    from,
    to,
    madeOn: today,
    summary: [
      { name: 'Câu hỏi của người dân', value: String(total('questions')) },
      { name: 'Trợ lý tự động trả lời', value: String(total('answeredByBot')) },
      { name: 'Chuyển cán bộ', value: String(opened.length) },
      {
        name: 'Đã giải quyết',
        value: String(tickets.filter((ticket) => isResolvedIn(ticket, span)).length),
      },
      {
        name: 'Thời gian trả lời đầu tiên (trung vị)',
        value: firstAnswer === null ? 'chưa có' : `${firstAnswer.toLocaleString('vi-VN')} phút`,
      },
      {
        name: 'Phiếu trễ hạn',
        value: String(opened.filter((ticket) => isBreached(ticket, now)).length),
      },
      { name: 'Khiếu nại, phản ánh', value: String(opened.filter(isComplaint).length) },
    ],
    unanswered: grouped(unanswered.map(({ text }) => text)).slice(0, questionsShown),
    handedOver: {
      byReason: counted(opened.map(({ reason }) => reasonText(reason))).map(([reason, count]) => ({
        reason,
        count,
      })),
      byField: counted(opened.map(({ field }) => field ?? 'Chưa rõ')).map(([field, count]) => ({
        field,
        count,
      })),
    },
    complaints: opened.filter(isComplaint).map(({ sequence, createdAt, summary, state }) => ({
      number: numberOf(sequence),
      day: dayOf(new Date(createdAt)),
      summary: maskPersonalData(summary),
      state: stateText(state),
    })),
  }
}

function isComplaint({ reason }: TicketFigures): boolean {
  return reason === 'complaint'
}

/** The same words with or without dấu are one question; it reads as it was written last. */
function grouped(questions: string[]): WeeklyReport['unanswered'] {
  const byWords = new Map<string, { question: string; count: number }>()
  for (const text of questions) {
    const key = fold(text)
    if (key === '') continue
    const known = byWords.get(key)
    if (known) known.count += 1
    else byWords.set(key, { question: maskPersonalData(text.trim()), count: 1 })
  }
  return [...byWords.values()].sort((one, other) => other.count - one.count)
}

function counted(names: string[]): [name: string, count: number][] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one)
}
