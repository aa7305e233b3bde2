import { useCallback, useRef } from 'react'
import { staffApi } from '../api/staff.ts'

const everyMs = 3000

/** Tells the citizen and the colleagues that the official types; at most every few seconds. */
export function useTypingSignal(number: string): () => void {
  const toldAt = useRef(0)
  return useCallback(() => {
    const now = Date.now()
    if (now - toldAt.current < everyMs) return
    toldAt.current = now
    // Nothing is lost when this once fails.
    staffApi.tellTyping(number).catch(() => undefined)
  }, [number])
}
