import { useSyncExternalStore } from 'react'
import type { Person } from '../../../staff/staff-api-schema.ts'

export type Typing = { citizen: boolean; staff: Person[] }

type Trace = { number: string; staff: Person | null; until: number }

const shownMs = 6000
const nobody: Typing = { citizen: false, staff: [] }
let traces: Trace[] = []
let byTicket = new Map<string, Typing>()
const listeners = new Set<() => void>()

/** Somebody typed in a ticket a moment ago; forgotten after some seconds. */
export function rememberTyping(number: string, staff: Person | null): void {
  traces = traces.filter((trace) => !(trace.number === number && trace.staff?.id === staff?.id))
  traces.push({ number, staff, until: Date.now() + shownMs })
  renew()
  setTimeout(renew, shownMs + 50)
}

/** What was typed has been sent. */
export function forgetTyping(number: string): void {
  traces = traces.filter((trace) => trace.number !== number)
  renew()
}

/** Who types in that ticket now. */
export function useTyping(number: string): Typing {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => byTicket.get(number) ?? nobody,
  )
}

function renew(): void {
  traces = traces.filter(({ until }) => until > Date.now())
  byTicket = new Map()
  for (const { number, staff } of traces) {
    const before = byTicket.get(number) ?? nobody
    byTicket.set(
      number,
      staff ? { ...before, staff: [...before.staff, staff] } : { ...before, citizen: true },
    )
  }
  for (const listener of listeners) listener()
}
