import { z } from 'zod'
import type { KnowledgeProblem } from './problem.ts'
import { readYaml } from './read-yaml.ts'

const fact = z.string().min(1).nullable()

export const wardSchema = z.strictObject({
  name: z.string().min(1),
  short_name: z.string().min(1),
  kind: z.enum(['phường', 'xã', 'đặc khu']),
  province: z.string().min(1),
  address: fact,
  map_url: z.url({ protocol: /^https$/ }).nullable(),
  phone: fact,
  email: z.email().nullable(),
  website: z.url({ protocol: /^https?$/ }).nullable(),
  zalo: fact,
  hours: z
    .array(
      z.strictObject({
        days: z.array(z.int().min(2).max(8)).min(1),
        open: z.string().regex(/^\d{2}:\d{2}$/),
        close: z.string().regex(/^\d{2}:\d{2}$/),
      }),
    )
    .nullable(),
  counters: z.array(z.strictObject({ name: z.string(), handles: z.string() })),
  fees: z.record(z.string(), fact),
  social_pension_amount: fact,
  greeting: fact,
  /** Of the widget and the public pages, `#rrggbb`; null: the product's own red. */
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, { error: 'màu viết như "#a3211a"' })
    .nullable()
    .default(null),
  /** Small picture as a data address; null: the product's own mark. */
  logo: z
    .string()
    .max(100_000, { error: 'ảnh biểu trưng lớn quá; dùng ảnh dưới 70 KB' })
    .regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/, {
      error: 'biểu trưng phải là ảnh PNG, JPEG hoặc WebP',
    })
    .nullable()
    .default(null),
  checked_on: fact,
  sources: z.array(z.string()),
})

/** The office's own facts. `null` = the office has not filled it in, and nothing is shown in its place. */
export type WardProfile = z.infer<typeof wardSchema>

/** Reads `ward.yaml`. Problems name the line; the profile comes only without any. */
export function parseWardProfile(
  file: string,
  text: string,
): { ward: WardProfile } | { problems: KnowledgeProblem[] } {
  const { values, problems } = readYaml({ file, text }, wardSchema)
  return values ? { ward: values } : { problems }
}

const placeholder = /\{\{\s*([^}]+?)\s*\}\}/g

/** Names inside `{{…}}` of a text, in order. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(placeholder)].map(([, name]) => name ?? '')
}

/** The ward fact a `{{ward.…}}` name stands for: a text, null (not filled in), undefined (no such name). */
export function wardFact(ward: WardProfile, name: string): string | null | undefined {
  const path = name.split('.')
  if (path[0] !== 'ward') return undefined
  let value: unknown = ward
  for (const key of path.slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Reflect.get(value, key)
  }
  return value === null || typeof value === 'string' ? value : undefined
}

/** Fills in the ward's facts; null when one of them is not known, so that the line is left out. */
export function fillWardFacts(text: string, ward: WardProfile): string | null {
  const names = placeholdersIn(text)
  if (names.some((name) => typeof wardFact(ward, name) !== 'string')) return null
  return text.replace(placeholder, (_whole, name: string) => wardFact(ward, name) ?? '')
}
