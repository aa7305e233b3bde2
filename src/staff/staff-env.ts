import type { StaffMember } from './staff-member.ts'

export type { StaffEnv } from './require-staff.ts'

/** The official behind a request. */
export type Viewer = Pick<StaffMember, 'id' | 'name' | 'title' | 'role'>
