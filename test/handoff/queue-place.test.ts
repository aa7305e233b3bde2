import { describe, expect, it } from 'vitest'
import { estimateWait, placeInQueue } from '../../src/handoff/queue-place.ts'

const start = new Date('2026-11-24T03:00:00.000Z').getTime()
const at = (minutes: number) => new Date(start + minutes * 60_000)
const queue = [7, 3, 9].map((sequence) => ({ sequence, priority: 0, waitingSince: at(0) }))

describe('placeInQueue', () => {
  it('counts whoever is taken before', () => {
    expect(placeInQueue(queue, 7)).toBe(1)
    expect(placeInQueue(queue, 9)).toBe(3)
  })

  it('is the last for a ticket not opened yet', () => {
    expect(placeInQueue(queue, undefined)).toBe(4)
  })
})

describe('estimateWait', () => {
  it('is a range by how fast the queue moved in the last hour', () => {
    const taken = [0, 4, 8, 14, 20, 24].map(at)

    expect(estimateWait(1, taken)).toEqual([5, 10])
    expect(estimateWait(3, taken)).toEqual([15, 20])
  })

  it('says nothing where too little has happened', () => {
    expect(estimateWait(1, [0, 4, 8].map(at))).toBeNull()
  })

  it('is a range even when every pause was the same', () => {
    expect(estimateWait(1, [0, 5, 10, 15].map(at))).toEqual([5, 10])
  })
})
