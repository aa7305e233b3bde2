import type { StaffEnv } from './require-staff.ts'

export type { StaffEnv } from './require-staff.ts'

/** The official behind a request. */
export type Viewer = Pick<StaffEnv['Variables']['staff'], 'id' | 'name' | 'title' | 'role'>
