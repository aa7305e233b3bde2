import type { AppEnv } from '../http/env.ts'
import type { Role } from './staff-api-schema.ts'

/** The official behind a request. */
export type Viewer = { id: string; name: string; title: string; role: Role }

/** What the sign-in middleware puts beside a request of the staff API. */
export type StaffEnv = { Variables: AppEnv['Variables'] & { staff: Viewer } }
