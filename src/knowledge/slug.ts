import { fold } from '../language/fold.ts'

/** `Cấp bản sao trích lục` → `cap-ban-sao-trich-luc`: the id of a guide of that title. */
export function slugOf(title: string): string {
  return fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
}
