import { parseDocument } from 'yaml'
import type { WardProfile } from './ward-profile.ts'

/** `ward.yaml` with that profile in it; comments and whatever has not changed stay as they are. Pure. */
export function writeWard(profile: WardProfile, before: string): string {
  const document = parseDocument(before)
  const known: Record<string, unknown> = document.toJS() ?? {}
  for (const [key, value] of Object.entries(profile)) {
    if (isSame(known[key], value)) continue
    if (key === 'fees')
      writeFees(profile.fees, known.fees, (path, fee) => document.setIn(path, fee))
    else document.set(key, isPlain(value) ? value : document.createNode(value))
  }
  for (const name of Object.keys(Object(known.fees))) {
    if (!Object.hasOwn(profile.fees, name)) document.deleteIn(['fees', name])
  }
  return document.toString({ lineWidth: 0 })
}

function writeFees(
  fees: WardProfile['fees'],
  known: unknown,
  set: (path: string[], fee: string | null) => void,
): void {
  for (const [name, fee] of Object.entries(fees)) {
    const was: unknown = Reflect.get(Object(known), name)
    if (!Object.hasOwn(Object(known), name) || (was ?? null) !== fee) set(['fees', name], fee)
  }
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}
