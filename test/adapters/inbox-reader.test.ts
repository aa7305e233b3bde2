import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/adapters/database.ts'
import { createInboxReader } from '../../src/adapters/inbox-reader.ts'
import type { InboxReader, InboxWanted } from '../../src/staff/inbox.ts'
import { seedTicket } from '../support/desk-rows.ts'
import { openTestDatabases } from '../support/test-databases.ts'

const { databases, close } = await openTestDatabases()
afterAll(close)

const now = new Date('2026-11-24T03:00:00Z')

describe.each(databases)('the inbox on $name', ({ open, kind, isMissing }) => {
  let database: Database
  let reader: InboxReader

  beforeEach(async () => {
    if (isMissing) return
    database = await open()
    reader = createInboxReader(database, kind)
  })

  const page = async (wanted: Partial<InboxWanted> = {}) =>
    await reader.page({
      filter: 'all',
      viewerId: 'lan',
      field: undefined,
      channel: undefined,
      q: undefined,
      sequence: undefined,
      at: now,
      cursor: undefined,
      limit: 50,
      ...wanted,
    })
  const numbers = async (wanted: Partial<InboxWanted> = {}) =>
    (await page(wanted)).records.map(({ sequence }) => sequence)

  it.skipIf(isMissing)(
    'puts emergencies first, then the longest wait, then what is over',
    async () => {
      await seedTicket(database, { state: 'resolved', waiting_since: null })
      await seedTicket(database, { waiting_since: '2026-11-24T02:00:00.000Z' })
      await seedTicket(database, { waiting_since: '2026-11-24T01:00:00.000Z' })
      await seedTicket(database, { priority: 2, waiting_since: '2026-11-24T02:59:00.000Z' })
      await seedTicket(database, { owner_id: 'lan', state: 'answered', waiting_since: null })
      await seedTicket(database, { state: 'closed', waiting_since: null })

      expect(await numbers()).toEqual([4, 3, 2, 5, 6, 1])
    },
  )

  it.skipIf(isMissing)('gives every ticket once, page by page', async () => {
    for (let minute = 0; minute < 7; minute++) {
      await seedTicket(database, {
        created_at: `2026-11-24T01:0${minute % 3}:00.000Z`,
        state: minute % 3 === 0 ? 'resolved' : 'new',
      })
    }
    const all = await numbers()

    const seen: number[] = []
    let cursor: string | undefined
    do {
      const { records, next } = await page({ limit: 2, cursor })
      seen.push(...records.map(({ sequence }) => sequence))
      cursor = next ?? undefined
    } while (cursor)

    expect(seen).toEqual(all)
    expect(new Set(seen).size).toBe(7)
  })

  it.skipIf(isMissing)(
    'filters by who has it, who waits, what is late, field and channel',
    async () => {
      const late = '2026-11-24T02:00:00.000Z'
      await seedTicket(database, { owner_id: 'lan', state: 'answered', waiting_since: null })
      await seedTicket(database, { due_first_at: late, field: 'Hộ tịch' })
      await seedTicket(database, { owner_id: 'minh', channel: 'kiosk', due_resolved_at: late })
      await seedTicket(database, { due_first_at: late, first_answered_at: late, owner_id: 'minh' })
      await seedTicket(database, { state: 'resolved', due_resolved_at: late, waiting_since: null })

      expect(await numbers({ filter: 'mine' })).toEqual([1])
      expect(await numbers({ filter: 'unassigned' })).toEqual([2])
      expect(await numbers({ filter: 'waiting' })).toEqual([2, 3, 4])
      expect(await numbers({ filter: 'breached' })).toEqual([2, 3])
      expect(await numbers({ field: 'Hộ tịch' })).toEqual([2])
      expect(await numbers({ channel: 'kiosk' })).toEqual([3])
      const counts = await reader.counts(now)
      expect(counts).toMatchObject({ unassigned: 1, waiting: 3, breached: 2 })
      expect(Object.fromEntries(counts.mine)).toEqual({ lan: 1, minh: 2 })
    },
  )

  it.skipIf(isMissing)('finds words with and without dấu, in either spelling', async () => {
    await seedTicket(database, { says: ['Tôi hỏi về ĐĂNG KÝ thường trú', 'cảm ơn'] })
    await seedTicket(database, { says: ['toi hoi dang ky thuong tru'] })
    await seedTicket(database, { says: ['Cấp lại căn cước'], summary: 'Hỏi về giấy khai sinh' })

    expect(await numbers({ q: 'thuong tru' })).toEqual([1, 2])
    expect(await numbers({ q: 'thường trú' })).toEqual([1, 2])
    expect(await numbers({ q: 'đăng ký' })).toEqual([1, 2])
    expect(await numbers({ q: 'dang ki' })).toEqual([])
    expect(await numbers({ q: 'khai si' })).toEqual([3])
    expect(await numbers({ q: 'cuoc' })).toEqual([3])
  })

  it.skipIf(isMissing)(
    'finds what officials wrote, the citizen’s name, phone, and a number',
    async () => {
      const { sequence, conversationId } = await seedTicket(database, {
        citizen_phone: '0912345678',
      })
      await seedTicket(database)
      await database
        .insertInto('staff_messages')
        .values({
          id: 'stm_1',
          conversation_id: conversationId,
          ticket_sequence: sequence,
          staff_id: 'lan',
          kind: 'reply',
          text: 'Mời bác đến quầy số ba',
          citations: '[]',
          created_at: '2026-11-24T02:30:00.000Z',
        })
        .execute()
      await database
        .updateTable('tickets')
        .set({ citizen_name: 'Nguyễn Thị Đào' })
        .where('sequence', '=', sequence)
        .execute()

      expect(await numbers({ q: 'quay so ba' })).toEqual([1])
      expect(await numbers({ q: 'nguyen thi dao' })).toEqual([1])
      expect(await numbers({ q: '0912 345 678' })).toEqual([1])
      expect(await numbers({ q: 'P-0002', sequence: 2 })).toEqual([2])
      const [first] = (await page({ q: 'quầy' })).records
      expect(first).toMatchObject({
        lastText: 'Mời bác đến quầy số ba',
        lastAt: '2026-11-24T02:30:00.000Z',
      })
    },
  )

  it.skipIf(isMissing)(
    'takes operators and quotes for words, and nothing for nothing',
    async () => {
      await seedTicket(database, { says: ['a OR b'] })

      expect(await numbers({ q: 'NOT "x" OR *' })).toEqual([])
      expect(await numbers({ q: "');--" })).toEqual([])
      expect(await numbers({ q: '"a" OR' })).toEqual([1])
    },
  )
})
