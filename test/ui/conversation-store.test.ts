import { describe, expect, it } from 'vitest'
import { createConversationStore } from '../../src/ui/widget/conversation-store.ts'

const session = { id: 'cnv_1', token: 'secret' }

function openStorage() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

describe('createConversationStore', () => {
  it('keeps conversations of different services apart', () => {
    const storage = openStorage()
    const one = createConversationStore(() => storage, 'https://mot.test')
    const other = createConversationStore(() => storage, 'https://hai.test')

    one.change({ session })

    expect(one.read().session).toEqual(session)
    expect(other.read().session).toBeNull()
  })

  it('sees what another tab has changed', () => {
    const storage = openStorage()
    const here = createConversationStore(() => storage, 'https://mot.test')
    const there = createConversationStore(() => storage, 'https://mot.test')

    here.change({ session })
    there.change({ hasTicket: true })

    expect(here.read()).toMatchObject({ session, hasTicket: true })
  })

  it('holds on in memory where the browser forbids storage', () => {
    const store = createConversationStore(() => {
      throw new Error('SecurityError')
    }, 'https://mot.test')

    store.change({ session })
    expect(store.read().session).toEqual(session)

    store.clear()
    expect(store.read().session).toBeNull()
  })

  it('reads rubbish as nothing', () => {
    const storage = { ...openStorage(), getItem: () => '{"session":{"id":5},"pending":7' }

    expect(createConversationStore(() => storage, 'https://mot.test').read()).toEqual({
      session: null,
      pending: [],
      hasTicket: false,
      readIds: [],
      ratedTicket: '',
    })
  })
})
