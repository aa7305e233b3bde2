import type { z } from 'zod'
import type { settingsSchemas } from '../../../staff/staff-api-schema.ts'

/** The office's settings by their name in the API. */
export type Settings = {
  [Key in keyof typeof settingsSchemas]: z.infer<(typeof settingsSchemas)[Key]>
}
export type Spans = Settings['office-hours']['week'][number]['open']
