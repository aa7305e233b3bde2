import type { Clock } from '../shared/clock.ts'
import { addDays, type Day, dayOf, momentOn } from '../shared/day.ts'
import type { WriteAudit } from './audit-log.ts'
import { toCsv } from './csv.ts'
import type { KnownStaff, StaffDirectory } from './directory.ts'
import {
  average,
  type FigureReader,
  isBreached,
  isOpen,
  isResolvedIn,
  isWithin,
  medianFirstAnswerMinutes,
  type Span,
  type TicketFigures,
} from './figures.ts'
import type { Dashboard } from './staff-api-schema.ts'
import type { Viewer } from './staff-env.ts'

export type DashboardDeps = {
  figures: FigureReader
  directory: StaffDirectory
  writeAudit: WriteAudit
  clock: Clock
}

/** How the desk does, of today or of the last days up to today. */
export function createDashboard({ figures, directory, writeAudit, clock }: DashboardDeps) {
  const dashboard = async (days: 1 | 7 | 30): Promise<Dashboard> => {
    const now = clock()
    const to = dayOf(now)
    const from = addDays(to, 1 - days)
    const span = { from: momentOn(from, 0), until: momentOn(addDays(to, 1), 0) }
    const [tickets, hours, thumbs, messages, people] = await Promise.all([
      figures.tickets(span),
      figures.hours(span),
      figures.thumbs(span),
      figures.staffMessages(span),
      directory.people(),
    ])
    const series = seriesOf({ from, to }, tickets, hours, span)
    const sum = (key: 'questions' | 'answeredByBot') =>
      series.reduce((total, each) => total + each[key], 0)
    const waiting = tickets.filter((ticket) => isOpen(ticket) && ticket.waitingSince !== null)
    const ratings = ratingsOf(tickets, span)
    return {
      days,
      from,
      to,
      figures: {
        waiting: waiting.length,
        oldestWaitingMinutes: oldestMinutes(waiting, now),
        questions: sum('questions'),
        answeredByBot: sum('answeredByBot'),
        handedOver: tickets.filter(({ createdAt }) => isWithin(createdAt, span)).length,
        medianFirstAnswerMinutes: medianFirstAnswerMinutes(tickets, span),
        resolved: tickets.filter((ticket) => isResolvedIn(ticket, span)).length,
        breached: tickets.filter((ticket) => isBreached(ticket, now)).length,
        satisfaction: average(ratings),
        ratings: ratings.length,
        thumbsUp: thumbs.up,
        thumbsDown: thumbs.down,
      },
      series,
      perField: perField(tickets, span),
      perPerson: perPerson(tickets, span, messages, people),
    }
  }

  return {
    dashboard,
    async dashboardCsv(viewer: Viewer, days: 1 | 7 | 30): Promise<string> {
      const shown = await dashboard(days)
      const detail = { days, from: shown.from, to: shown.to }
      await writeAudit({
        who: viewer.id,
        action: 'export-dashboard',
        subject: 'dashboard',
        detail,
      })
      return dashboardCsv(shown)
    },
  }
}

/** Every day of the span, days with nothing too. */
function seriesOf(
  { from, to }: { from: Day; to: Day },
  tickets: TicketFigures[],
  hours: Awaited<ReturnType<FigureReader['hours']>>,
  span: Span,
): Dashboard['series'] {
  const byDay = new Map<Day, Dashboard['series'][number]>()
  for (let day = from; day <= to; day = addDays(day, 1)) {
    byDay.set(day, { day, questions: 0, answeredByBot: 0, handedOver: 0, resolved: 0 })
  }
  for (const { hour, questions, answeredByBot } of hours) {
    const entry = byDay.get(dayOf(new Date(`${hour}:00:00Z`)))
    if (!entry) continue
    entry.questions += questions
    entry.answeredByBot += answeredByBot
  }
  for (const ticket of tickets) {
    const opened = byDay.get(dayOf(new Date(ticket.createdAt)))
    if (opened) opened.handedOver += 1
    const resolved =
      ticket.resolvedAt !== null && isResolvedIn(ticket, span)
        ? byDay.get(dayOf(new Date(ticket.resolvedAt)))
        : undefined
    if (resolved) resolved.resolved += 1
  }
  return [...byDay.values()]
}

function perField(tickets: TicketFigures[], span: Span): Dashboard['perField'] {
  const fields = [...new Set(tickets.map(({ field }) => field))]
  return fields
    .map((field) => {
      const own = tickets.filter((ticket) => ticket.field === field)
      return {
        field,
        handedOver: own.filter(({ createdAt }) => isWithin(createdAt, span)).length,
        waiting: own.filter((ticket) => isOpen(ticket) && ticket.waitingSince !== null).length,
        resolved: own.filter((ticket) => isResolvedIn(ticket, span)).length,
        medianFirstAnswerMinutes: medianFirstAnswerMinutes(own, span),
      }
    })
    .sort((one, other) => other.handedOver - one.handedOver)
}

/** Everybody who works here or did something in these days. */
function perPerson(
  tickets: TicketFigures[],
  span: Span,
  messages: ReadonlyMap<string, number>,
  people: ReadonlyMap<string, KnownStaff>,
): Dashboard['perPerson'] {
  const ids = [...people.values()].filter(({ disabled }) => !disabled).map(({ id }) => id)
  const owners = tickets.flatMap(({ ownerId }) => ownerId ?? [])
  return [...new Set([...ids, ...messages.keys(), ...owners])].map((id) => {
    const own = tickets.filter(({ ownerId }) => ownerId === id)
    return {
      id,
      name: people.get(id)?.name ?? 'Cán bộ',
      open: own.filter(isOpen).length,
      messages: messages.get(id) ?? 0,
      resolved: own.filter((ticket) => isResolvedIn(ticket, span)).length,
      medianFirstAnswerMinutes: medianFirstAnswerMinutes(own, span),
      satisfaction: average(ratingsOf(own, span)),
    }
  })
}

/** Ratings of what was opened or resolved in the span. */
function ratingsOf(tickets: TicketFigures[], span: Span): number[] {
  return tickets.flatMap(({ rating, createdAt, resolvedAt }) =>
    rating !== null && isWithin(resolvedAt ?? createdAt, span) ? [rating] : [],
  )
}

function oldestMinutes(waiting: TicketFigures[], now: Date): number | null {
  const since = waiting.flatMap(({ waitingSince }) => waitingSince ?? []).sort()[0]
  return since === undefined ? null : Math.round((now.getTime() - Date.parse(since)) / 60_000)
}

function dashboardCsv({ figures, series, perField, perPerson, from, to }: Dashboard): string {
  return toCsv([
    ['Số liệu', `${from} – ${to}`],
    ['Đang chờ', figures.waiting],
    ['Chờ lâu nhất (phút)', figures.oldestWaitingMinutes],
    ['Câu hỏi', figures.questions],
    ['Trợ lý tự động trả lời', figures.answeredByBot],
    ['Chuyển cán bộ', figures.handedOver],
    ['Trung vị thời gian trả lời đầu tiên (phút)', figures.medianFirstAnswerMinutes],
    ['Đã giải quyết', figures.resolved],
    ['Trễ hạn', figures.breached],
    ['Mức hài lòng (1–5)', figures.satisfaction],
    ['Lượt đánh giá', figures.ratings],
    ['Hữu ích', figures.thumbsUp],
    ['Không hữu ích', figures.thumbsDown],
    [],
    ['Ngày', 'Câu hỏi', 'Trợ lý tự động trả lời', 'Chuyển cán bộ', 'Đã giải quyết'],
    ...series.map((each) => [
      each.day,
      each.questions,
      each.answeredByBot,
      each.handedOver,
      each.resolved,
    ]),
    [],
    ['Lĩnh vực', 'Chuyển cán bộ', 'Đang chờ', 'Đã giải quyết', 'Trả lời đầu tiên (phút)'],
    ...perField.map((each) => [
      each.field ?? 'Chưa rõ',
      each.handedOver,
      each.waiting,
      each.resolved,
      each.medianFirstAnswerMinutes,
    ]),
    [],
    ['Cán bộ', 'Đang giữ', 'Tin nhắn', 'Đã giải quyết', 'Trả lời đầu tiên (phút)', 'Hài lòng'],
    ...perPerson.map((each) => [
      each.name,
      each.open,
      each.messages,
      each.resolved,
      each.medianFirstAnswerMinutes,
      each.satisfaction,
    ]),
  ])
}
