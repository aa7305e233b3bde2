import type { ServiceLevel } from './desk-settings.ts'
import type { OfficeCalendar } from './office-calendar.ts'
import { addOfficeMinutes, officeMinutesBetween } from './office-hours.ts'

/** Until when a ticket that opens (or reopens) at that moment must be answered and resolved. */
export function dueTimes(about: {
  calendar: OfficeCalendar
  serviceLevel: ServiceLevel
  at: Date
}): { dueFirstAt: Date; dueResolvedAt: Date } {
  const { calendar, serviceLevel, at } = about
  return {
    dueFirstAt: addOfficeMinutes(calendar, at, serviceLevel.firstAnswerMinutes),
    dueResolvedAt: addOfficeMinutes(calendar, at, serviceLevel.resolutionMinutes),
  }
}

export type ServiceLevelState = 'in-time' | 'warning' | 'breached'

/** How a promise stands that is not kept yet. */
export function serviceLevelState(about: {
  dueAt: Date
  now: Date
  calendar: OfficeCalendar
  warningMinutes: number
}): ServiceLevelState {
  const { dueAt, now, calendar, warningMinutes } = about
  if (now > dueAt) return 'breached'
  return officeMinutesBetween(calendar, now, dueAt) <= warningMinutes ? 'warning' : 'in-time'
}

/** When the warning comes: from this moment on `serviceLevelState` says so. */
export function warningAt(about: {
  openedAt: Date
  dueAt: Date
  calendar: OfficeCalendar
  warningMinutes: number
}): Date {
  const { openedAt, dueAt, calendar, warningMinutes } = about
  const minutes = officeMinutesBetween(calendar, openedAt, dueAt)
  return addOfficeMinutes(calendar, openedAt, Math.max(0, minutes - warningMinutes))
}

/** The later due time of a ticket that waited for its citizen: that wait is not the office's. */
export function dueAfterPause(about: {
  dueAt: Date
  pausedAt: Date
  resumedAt: Date
  calendar: OfficeCalendar
}): Date {
  const { dueAt, pausedAt, resumedAt, calendar } = about
  if (pausedAt > dueAt) return dueAt
  const minutesLeft = officeMinutesBetween(calendar, pausedAt, dueAt)
  return addOfficeMinutes(calendar, resumedAt, minutesLeft)
}

/** The clocks of a ticket's promises, by the office's hours and promises as they are set now. */
export type PromiseClocks = {
  dueFrom(at: Date): { dueFirstAt: Date; dueResolvedAt: Date }
  /** The later due time of what stood still between two moments. */
  afterPause(dueAt: Date, pausedAt: Date, resumedAt: Date): Date
}

export function promiseClocks(calendar: OfficeCalendar, serviceLevel: ServiceLevel): PromiseClocks {
  return {
    dueFrom: (at) => dueTimes({ calendar, serviceLevel, at }),
    afterPause: (dueAt, pausedAt, resumedAt) =>
      dueAfterPause({ dueAt, pausedAt, resumedAt, calendar }),
  }
}
