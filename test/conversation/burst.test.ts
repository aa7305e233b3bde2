import { describe, expect, it } from 'vitest'
import { burstOf, createBurst } from '../../src/conversation/burst.ts'
import { handTimer } from '../fakes/timer.ts'

/** A burst that waits 1,000 ms, and which of its pieces may be answered by now. */
function openBurst() {
  const timer = handTimer()
  const burst = createBurst(1000, timer.setTimer)
  const over: string[] = []
  return {
    burst,
    timer,
    piece(name: string, isFragment = true) {
      void burst.pause('cnv_1', isFragment).then(() => over.push(name))
    },
    async over() {
      await Promise.resolve()
      await Promise.resolve()
      return over
    },
  }
}

describe('a burst', () => {
  it('is over once the citizen pauses', async () => {
    const { piece, over, timer } = openBurst()
    piece('chị ơi')
    timer.pass(900)
    piece('cho em hỏi')
    timer.pass(900)
    expect(await over()).toEqual([])

    timer.pass(100)

    expect(await over()).toEqual(['chị ơi', 'cho em hỏi'])
    expect(timer.running()).toBe(0)
  })

  it('is over at once with a whole sentence', async () => {
    const { piece, over } = openBurst()
    piece('chị ơi')

    piece('làm khai sinh cho con cần giấy tờ gì', false)

    expect(new Set(await over())).toEqual(
      new Set(['chị ơi', 'làm khai sinh cho con cần giấy tờ gì']),
    )
  })

  it('goes on while the citizen types, but not for ever', async () => {
    const { burst, piece, over, timer } = openBurst()
    piece('chị ơi')
    for (let seconds = 0; seconds < 7; seconds += 1) {
      burst.typing('cnv_1')
      timer.pass(1000)
    }
    expect(await over()).toEqual([])

    timer.pass(1000)

    expect(await over()).toEqual(['chị ơi'])
  })

  it('does not wait when it is switched off', async () => {
    const { setTimer, running } = handTimer()

    await createBurst(0, setTimer).pause('cnv_1', true)

    expect(running()).toBe(0)
  })
})

describe('burstOf', () => {
  const waiting = ['a', 'b', 'C', 'd'].map((id) => ({ id, text: id }))
  const isFragment = (text: string) => text === text.toLowerCase()
  const idsOf = (id: string) => burstOf(id, waiting, isFragment).map((each) => each.id)

  it('takes pieces with the whole sentence that follows them', () => {
    expect(idsOf('a')).toEqual(['a', 'b', 'C'])
    expect(idsOf('C')).toEqual(['a', 'b', 'C'])
    expect(idsOf('d')).toEqual(['d'])
  })

  it('is empty for a message that has its reply', () => {
    expect(idsOf('x')).toEqual([])
  })
})
