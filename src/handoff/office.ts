import type { WardProfile } from '../knowledge/ward-profile.ts'
import type { Approval, Assignment, DeskSettings } from './desk-settings.ts'
import { type OfficeCalendar, officeCalendar } from './office-calendar.ts'
import { isOpen, nextOpening } from './office-hours.ts'
import { momentText, officeStateText } from './office-hours-text.ts'
import { type PromiseClocks, promiseClocks } from './service-level.ts'

/** What a citizen is told about the office at a moment. */
export type OfficeNow = {
  /** null: the office has not filled in its hours. */
  isOpen: boolean | null
  /** `Cơ quan đang làm việc đến 5 giờ chiều nay.`; null when not filled in. */
  stateText: string | null
  /** null: open now, or not known. */
  nextOpening: Date | null
  /** By when the first answer is promised, `9 giờ sáng mai, thứ Tư 25/11`; null when not known. */
  promiseText: string | null
}

/** What the ward has set that a turn and a hand-over go by. */
export type DeskRules = {
  approval: Approval
  /** Whether officials take tickets from the queue or are given them. */
  assignment: Assignment['mode']
  /** A ticket resolved at most so many days ago opens again. */
  reopenDays: number
  /** After this long without a sign an official counts as gone. */
  awayMinutes: number
  officeAt(moment: Date): OfficeNow
  /** By when tickets are to be answered and resolved. */
  clocks: PromiseClocks
}

/** The rules that follow from the desk's settings and the ward's own hours. Pure. */
export function deskRules(settings: DeskSettings, wardHours: WardProfile['hours']): DeskRules {
  const calendar = officeCalendar(settings, wardHours)
  const serviceLevel = settings['service-level']
  const clocks = promiseClocks(calendar, serviceLevel)
  return {
    approval: settings.approval,
    assignment: settings.assignment.mode,
    reopenDays: serviceLevel.reopenDays,
    awayMinutes: settings.assignment.awayMinutes,
    officeAt: (moment) => officeAt(calendar, moment, clocks.dueFrom(moment).dueFirstAt),
    clocks,
  }
}

function officeAt(calendar: OfficeCalendar, moment: Date, promised: Date): OfficeNow {
  if (!calendar.isKnown) {
    return { isOpen: null, stateText: null, nextOpening: null, promiseText: null }
  }
  const open = isOpen(calendar, moment)
  return {
    isOpen: open,
    stateText: officeStateText(calendar, moment),
    nextOpening: open ? null : nextOpening(calendar, moment),
    promiseText: momentText(promised, moment),
  }
}
