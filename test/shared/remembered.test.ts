import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { remembered } from '../../src/shared/remembered.ts'

describe('what is remembered', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
  afterEach(() => void vi.useRealTimers())

  it('is read once for all who ask within the time, and again after it', async () => {
    let reads = 0
    const read = remembered(async () => ++reads, 1000)

    expect(await Promise.all([read(), read()])).toEqual([1, 1])
    vi.advanceTimersByTime(999)
    expect(await read()).toBe(1)
    vi.advanceTimersByTime(1)
    expect(await read()).toBe(2)
  })

  it('is no failure', async () => {
    let reads = 0
    const read = remembered(async () => {
      reads += 1
      if (reads === 1) throw new Error('no database')
      return reads
    }, 1000)

    await expect(read()).rejects.toThrow('no database')
    expect(await read()).toBe(2)
  })
})
