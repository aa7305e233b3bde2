import type { Day } from '../shared/day.ts'

/** `from` and `until` are `HH:MM` in Vietnam; a lunch break is the gap between two spans. */
export type OpenSpan = { from: string; until: string }

export type OfficeHours = {
  /** 1 Monday … 7 Sunday; a day that is missing is a day of rest. */
  week: { day: number; open: OpenSpan[] }[]
  /** Vietnamese public holidays close the office by themselves. */
  holidays: boolean
}

export type Closures = {
  /** Both ends included: floods, moves, days swapped for others. */
  closed: { from: Day; until: Day; reason: string }[]
  /** Days worked though the week or a holiday says otherwise; where `closed` has one too, it is closed. */
  worked: { day: Day; open: OpenSpan[]; reason: string }[]
}

/** Promises to citizens, in office minutes. */
export type ServiceLevel = {
  firstAnswerMinutes: number
  resolutionMinutes: number
  /** A warning comes when that many office minutes are left. */
  warningMinutes: number
  /** A message that many days after the resolution reopens the ticket. */
  reopenDays: number
}

export type Assignment = {
  mode: 'queue' | 'auto'
  /** A ticket goes back to the queue when its official has been away that long. */
  awayMinutes: number
}

export type ApprovalMode = 'automatic' | 'reviewed' | 'staff-only'

/** Who sends answers: the guide's mode, else its field's, else the default. */
export type Approval = {
  default: ApprovalMode
  fields: Record<string, ApprovalMode>
  guides: Record<string, ApprovalMode>
  /** The guide's text goes out by itself after that long. */
  timeoutMinutes: number
}

/** What the office has set for its desk. */
export type DeskSettings = {
  /** null: not set here; the ward profile's hours hold. */
  'office-hours': OfficeHours | null
  closures: Closures
  'service-level': ServiceLevel
  assignment: Assignment
  approval: Approval
}

export type SettingKey = keyof DeskSettings

export const defaultDeskSettings: DeskSettings = {
  'office-hours': null,
  closures: { closed: [], worked: [] },
  'service-level': {
    firstAnswerMinutes: 30,
    // One working day.
    resolutionMinutes: 480,
    warningMinutes: 10,
    reopenDays: 7,
  },
  assignment: { mode: 'queue', awayMinutes: 10 },
  approval: { default: 'automatic', fields: {}, guides: {}, timeoutMinutes: 15 },
}

/** Where they are kept. The real one is adapters/settings-store.ts. */
export type SettingsStore = {
  /** What is not set is the default. */
  read(): Promise<DeskSettings>
  write<Key extends SettingKey>(key: Key, value: DeskSettings[Key], at: Date): Promise<void>
}
