import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { createAuditLog } from '../../src/adapters/audit-log.ts'
import { openDatabase } from '../../src/adapters/database.ts'
import { startConversation } from '../support/citizen.ts'
import { knowledgeStaff, openKnowledgeDesk, sendTo, withFee } from '../support/knowledge-desk.ts'
import { copyKnowledge } from '../support/knowledge-folder.ts'
import { startPostgres } from '../support/postgres.ts'
import { type StartedService, startService } from '../support/start-service.ts'
import { folderForThisTest } from '../support/temporary-folder.ts'

const postgres = await startPostgres()
const missing = 'missing' in postgres ? postgres.missing : undefined
afterAll(async () => {
  if (!('missing' in postgres)) await postgres.stop()
})

const onDatabases = [
  { name: 'SQLite', isMissing: false, address: async () => '' },
  {
    name: missing ? `PostgreSQL, skipped: ${missing}` : 'PostgreSQL',
    isMissing: missing !== undefined,
    address: async () => ('missing' in postgres ? '' : await postgres.createDatabase()),
  },
]

const birth = 'dang-ky-khai-sinh'
const marriage = 'dang-ky-ket-hon'
const question = 'Làm giấy khai sinh cho con xin thêm bản sao hết bao nhiêu tiền?'

describe.each(onDatabases)('the knowledge desk on $name', ({ address, isMissing }) => {
  /** A service of this test's own with three guides, two admins and a clock that can be set. */
  const openOffice = async () => {
    const folder = folderForThisTest()
    copyKnowledge(folder, [birth, marriage, 'dang-ky-lai-khai-sinh'])
    // Ten are enough here: every publication is tried with them.
    for (const id of [birth, marriage, 'dang-ky-lai-khai-sinh']) {
      rewrite(folder, id, /(^questions:\n(?: {2}- .*\n){10})(?: {2}- .*\n)+/m, '$1')
    }
    const DATABASE_URL = (await address()) || `${folderForThisTest()}/data.sqlite`
    let now = new Date('2026-11-24T03:00:00Z')
    const start = async () => {
      const service = await startService(
        { KNOWLEDGE_DIR: folder, DATABASE_URL },
        { staff: knowledgeStaff, clock: () => now },
      )
      onTestFinished(() => service.stop())
      return service
    }
    const service = await start()
    const { database } = openDatabase(DATABASE_URL)
    onTestFinished(() => database.destroy())
    return {
      folder,
      service,
      start,
      audit: createAuditLog(database, () => now),
      setNow: (moment: string) => {
        now = new Date(moment)
      },
      chi: openKnowledgeDesk(sendTo(service), 'chi'),
      dung: openKnowledgeDesk(sendTo(service), 'dung'),
      lan: openKnowledgeDesk(sendTo(service), 'lan'),
      ask: (text = question, of: StartedService = service) => askCitizen(of, text),
    }
  }

  // Whole services with their own databases: slower than the default limit allows on a busy machine.
  describe.skipIf(isMissing)('with services of its own', { timeout: 60_000 }, () => {
    it('publishes a new fee that the next citizen is told, and takes it back', async () => {
      const { chi, ask } = await openOffice()
      const before = await ask()
      expect(before.text).toContain('8.000 đồng/bản')

      const version = await chi.edit(birth, withFee(8000, 9000))
      expect((await ask()).text).toContain('8.000 đồng/bản')
      const { changes } = await chi.open(birth)
      expect(changes.map(({ field }) => field)).toEqual(['fee'])
      const words = changes[0]?.parts.filter(({ kind }) => kind !== 'same')
      expect(words).toEqual([
        { kind: 'removed', text: '8.000' },
        { kind: 'added', text: '9.000' },
      ])
      const published = await chi.publish(birth, version)

      expect(published).toEqual({ outcome: 'published', edition: before.edition + 1 })
      const after = await ask()
      expect(after.text).toContain('9.000 đồng/bản')
      expect(after.text).not.toContain('8.000')
      expect(after.edition).toBe(before.edition + 1)
      expect((await chi.open(birth)).draft).toBeNull()

      await chi.rollBack(birth, before.edition)
      const back = await ask()
      expect(back.text).toBe(before.text)
      expect(back.edition).toBe(before.edition + 2)
    })

    it('keeps every edition, who made it and why, and compares any two', async () => {
      const { chi, dung } = await openOffice()
      await chi.publish(birth, await chi.edit(birth, withFee(8000, 9000)))
      await dung.publish(birth, await dung.edit(birth, withFee(9000, 7000)), { reason: 'Sửa lại' })

      const { editions } = await chi.history(birth)

      expect(
        editions.map(({ number, kind, who, reason }) => [number, kind, who?.name, reason]),
      ).toEqual([
        [3, 'console', 'Vũ Tiến Dũng', 'Sửa lại'],
        [2, 'console', 'Phạm Kim Chi', 'Nghị quyết mới của Hội đồng nhân dân'],
        [1, 'seed', undefined, ''],
      ])
      const param = { id: birth }
      const query = { from: '1', to: '3' }
      const { changes } = await chi.read(
        chi.client.knowledge.guides[':id'].compare.$get({ param, query }),
      )
      expect(
        changes[0]?.parts.filter(({ kind }) => kind !== 'same').map(({ text }) => text),
      ).toEqual(['8.000', '7.000'])
    })

    it('lets neither of two admins overwrite the other, and shows what the other wrote', async () => {
      const { chi, dung, ask } = await openOffice()
      const [opened, sameOpened] = [await chi.open(birth), await dung.open(birth)]
      const form = opened.live?.form
      if (!form || !sameOpened.live) throw new Error('the guide is not there')
      const first = { version: 0, baseHash: sameOpened.live.hash }

      const mine = await chi.save(birth, { ...first, form: { ...form, lead: 'Chị Chi viết.' } })
      const theirs = await dung.save(birth, { ...first, form: { ...form, lead: 'Anh Dũng viết.' } })

      expect(mine.conflict).toBe(false)
      expect(theirs).toMatchObject({ conflict: true, by: { name: 'Phạm Kim Chi' } })
      expect(theirs.conflict && theirs.form?.lead).toBe('Chị Chi viết.')
      expect((await dung.open(birth)).draft?.form.lead).toBe('Chị Chi viết.')

      // Chị Chi publishes while anh Dũng still has her draft open.
      const { version } = mine
      await chi.publish(birth, version)
      const late = await dung.save(birth, { ...first, version, form })
      expect(late).toMatchObject({ conflict: true, isPublished: true, version: 0 })
      expect((await ask('Đăng ký khai sinh là gì?')).edition).toBe(2)
    })

    it('takes only one of two saves that come at the same moment', async () => {
      const { chi, dung } = await openOffice()
      const { live } = await chi.open(birth)
      if (!live) throw new Error('the guide is not there')
      const save = (desk: typeof chi, lead: string) =>
        desk.save(birth, { version: 0, baseHash: live.hash, form: { ...live.form, lead } })

      const both = await Promise.all([save(chi, 'Chi.'), save(dung, 'Dũng.')])

      expect(both.map(({ conflict }) => conflict).sort()).toEqual([false, true])
      const kept = (await chi.open(birth)).draft?.form.lead
      const refused = both.find(({ conflict }) => conflict)
      expect(refused?.conflict && refused.form?.lead).toBe(kept)
    })

    it('has a draft that was begun on an older text merged before it goes live', async () => {
      const { chi, folder, service, ask } = await openOffice()
      const version = await chi.edit(birth, withFee(8000, 9000))
      rewrite(folder, birth, 'Giấy chứng sinh (bản chính)', 'Giấy chứng sinh (một bản chính)')
      await service.publishFolder()

      const opened = await chi.open(birth)
      expect(opened.isBehind).toBe(true)
      await expect(chi.publish(birth, version)).rejects.toThrow(/409.*gộp vào bản nháp/)

      const form = { ...withFee(8000, 9000)(opened.live?.form ?? fail()), lead: 'Đã gộp.' }
      const merged = await chi.save(birth, { version, baseHash: opened.live?.hash ?? '', form })
      await chi.publish(birth, merged.version)
      expect((await ask()).text).toContain('9.000')
      expect((await ask('Đăng ký khai sinh cần giấy tờ gì?')).text).toContain('một bản chính')
    })

    it('keeps what is typed with its faults named, and publishes none of them', async () => {
      const { chi, ask } = await openOffice()
      const { live } = await chi.open(birth)
      const form = { ...(live?.form ?? fail()), checked_on: '2026-02-30' }

      const saved = await chi.save(birth, { version: 0, baseHash: live?.hash ?? '', form })

      expect(saved.conflict ? [] : saved.problems).toEqual([
        { field: 'checked_on', line: null, message: expect.stringMatching(/không phải ngày/) },
      ])
      await expect(chi.publish(birth, saved.version)).rejects.toThrow(/400.*checked_on/)
      expect((await ask()).edition).toBe(1)
      expect((await chi.open(birth)).draft?.form.checked_on).toBe('2026-02-30')
    })

    it('answers from the draft for who asks it, and from the live text for everybody else', async () => {
      const { chi, ask } = await openOffice()
      await chi.edit(birth, withFee(8000, 9000))

      const asked = await chi.read(
        chi.client.knowledge.guides[':id'].ask.$post({ param: { id: birth }, json: { question } }),
      )

      expect(asked.live.text).toContain('8.000 đồng/bản')
      expect(asked.draft.text).toContain('9.000 đồng/bản')
      expect(asked.words.some(({ kind }) => kind === 'added')).toBe(true)
      expect(await ask()).toMatchObject({ edition: 1, text: expect.stringContaining('8.000') })
    })

    it('shows how the draft reads on a day to come', async () => {
      const { chi } = await openOffice()
      await chi.edit(birth, (form) => ({
        ...form,
        fee: [
          { ...(form.fee[0] ?? fail()), condition: null, amount: 1000, until: '2026-12-31' },
          { ...(form.fee[0] ?? fail()), condition: null, amount: 2000, from: '2027-01-01' },
        ],
      }))
      const feeOn = async (day: string) => {
        const route = chi.client.knowledge.guides[':id'].preview
        const preview = await chi.read(route.$get({ param: { id: birth }, query: { day } }))
        return preview.sections.find(({ facet }) => facet === 'le_phi')?.text
      }

      expect(await feeOn('2026-12-31')).toMatch(/^- 1\.000 đồng/)
      expect(await feeOn('2027-01-01')).toMatch(/^- 2\.000 đồng/)
    })

    it('says which questions would lose their answer, and publishes then only with a reason', async () => {
      const { chi, ask } = await openOffice()
      const version = await chi.edit(marriage, (form) => ({ ...form, status: 'retired' }))

      const held = await chi.publish(marriage, version)

      expect(held.outcome).toBe('would-lose')
      if (held.outcome !== 'would-lose') return
      expect(held.lost.length).toBeGreaterThan(0)
      expect(held.lost[0]?.live).toMatchObject({ kind: 'answer', guide: 'Đăng ký kết hôn' })
      expect((await ask()).edition).toBe(1)
      const done = await chi.publish(marriage, version, { dropReason: 'Thủ tục đã bãi bỏ' })
      expect(done.outcome).toBe('published')
    })

    it('publishes at midnight in Vietnam what was planned for a day', async () => {
      const { chi, service, setNow, ask } = await openOffice()
      const version = await chi.edit(birth, withFee(8000, 9000))

      const planned = await chi.publish(birth, version, { on: '2027-01-01' })

      expect(planned).toEqual({ outcome: 'scheduled', on: '2027-01-01' })
      setNow('2026-12-31T16:59:59Z')
      await service.publishDue()
      expect((await ask()).text).toContain('8.000')
      setNow('2026-12-31T17:00:00Z')
      await service.publishDue()
      expect(await ask()).toMatchObject({ edition: 2, text: expect.stringContaining('9.000') })
      const { editions } = await chi.history(birth)
      expect(editions[0]).toMatchObject({ kind: 'scheduled', who: { name: 'Phạm Kim Chi' } })
    })

    it('gives a plan that is called off back as a draft', async () => {
      const { chi, service, setNow, ask } = await openOffice()
      await chi.publish(birth, await chi.edit(birth, withFee(8000, 9000)), { on: '2027-01-01' })
      const id = (await chi.open(birth)).publication?.id ?? ''

      await chi.client.knowledge.publications[':id'].$delete({ param: { id } })

      const { draft, publication } = await chi.open(birth)
      expect(publication).toBeNull()
      expect(draft?.form.fee.some(({ amount }) => amount === 9000)).toBe(true)
      setNow('2027-01-02T00:00:00Z')
      await service.publishDue()
      expect((await ask()).edition).toBe(1)
    })

    it('does not put a plan over a text that was changed since, and loses neither', async () => {
      const { chi, dung, service, setNow, ask } = await openOffice()
      await chi.publish(birth, await chi.edit(birth, withFee(8000, 9000)), { on: '2027-01-01' })
      await dung.publish(birth, await dung.edit(birth, withFee(8000, 7000)))

      setNow('2026-12-31T18:00:00Z')
      await service.publishDue()

      expect((await ask()).text).toContain('7.000')
      const { draft, publication, isBehind } = await chi.open(birth)
      expect(publication).toMatchObject({ state: 'failed' })
      expect(publication?.outcome).toMatch(/không thành/)
      expect(draft?.form.fee.some(({ amount }) => amount === 9000)).toBe(true)
      expect(isBehind).toBe(true)
    })

    it('keeps a planned text that found both another text and another draft', async () => {
      const { chi, dung, service, setNow } = await openOffice()
      await chi.publish(birth, await chi.edit(birth, withFee(8000, 9000)), { on: '2027-01-01' })
      await dung.publish(birth, await dung.edit(birth, withFee(8000, 7000)))
      const version = await dung.edit(birth, withFee(7000, 6000))
      setNow('2026-12-31T18:00:00Z')
      await service.publishDue()
      const { publication } = await chi.open(birth)
      expect(publication?.outcome).toMatch(/bản nháp khác/)
      const param = { id: publication?.id ?? '' }
      const cancel = () => chi.client.knowledge.publications[':id'].$delete({ param })

      expect((await cancel()).status).toBe(409)
      expect((await chi.open(birth)).draft?.version).toBe(version)
      await dung.publish(birth, version)
      expect((await cancel()).status).toBe(204)

      const { draft, live } = await chi.open(birth)
      expect(draft?.form.fee.some(({ amount }) => amount === 9000)).toBe(true)
      expect(live?.form.fee.some(({ amount }) => amount === 6000)).toBe(true)
    })

    it('does not bring a failed plan back as a draft when its notice is put away later', async () => {
      const { chi, dung, service, setNow } = await openOffice()
      await chi.publish(birth, await chi.edit(birth, withFee(8000, 9000)), { on: '2027-01-01' })
      await dung.publish(birth, await dung.edit(birth, withFee(8000, 7000)))
      setNow('2026-12-31T18:00:00Z')
      await service.publishDue()
      const { draft, publication } = await chi.open(birth)
      const json = { version: draft?.version ?? 0 }
      await chi.client.knowledge.guides[':id'].draft.$delete({ param: { id: birth }, json })

      const param = { id: publication?.id ?? '' }
      await chi.client.knowledge.publications[':id'].$delete({ param })

      expect((await chi.open(birth)).draft).toBeNull()
    })

    it('publishes what is due once, though two processes look at the same time', async () => {
      const { chi, service, start, setNow, audit } = await openOffice()
      const other = await start()
      await chi.publish(birth, await chi.edit(birth, withFee(8000, 9000)), { on: '2027-01-01' })
      setNow('2026-12-31T18:00:00Z')

      await Promise.all([service.publishDue(), other.publishDue()])

      const { editions } = await chi.history(birth)
      expect(editions.map(({ number }) => number)).toEqual([2, 1])
      expect((await chi.open(birth)).publication).toBeNull()
      const entries = await audit.page({ action: 'publish-guide', limit: 10 })
      expect(entries.map(({ detail }) => detail)).toMatchObject([{ edition: 2, on: '2027-01-01' }])
    })

    it('publishes two new guides at once, and the catalogue has both', async () => {
      const { chi, dung } = await openOffice()
      const make = async (desk: typeof chi, title: string) => {
        const json = { title, field: 'Nông nghiệp' }
        const { id } = await desk.read(desk.client.knowledge.guides.$post({ json }))
        const questions = Array.from({ length: 10 }, (_, index) => `${title} cần giấy gì ${index}`)
        return { id, version: await desk.edit(id, (form) => ({ ...completed(form), questions })) }
      }
      const [bees, ducks] = [
        await make(chi, 'Cấp phép nuôi ong'),
        await make(dung, 'Nuôi vịt đồng'),
      ]

      const outcomes = await Promise.all([
        chi.publish(bees.id, bees.version, { dropReason: 'mới' }),
        dung.publish(ducks.id, ducks.version, { dropReason: 'mới' }),
      ])

      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['published', 'published'])
      const query = { field: 'Nông nghiệp' }
      const list = await chi.read(chi.client.knowledge.guides.$get({ query }))
      expect(list.guides.map(({ status }) => status)).toEqual(['published', 'published'])
    })

    it('names everybody who writes on a draft, and who looks at its history', async () => {
      const { chi, dung, audit } = await openOffice()
      await chi.edit(birth, withFee(8000, 9000))
      await chi.edit(birth, withFee(9000, 9100))
      await dung.edit(birth, withFee(9100, 9200))
      await dung.history(birth)

      const actions = async (action: string) =>
        (await audit.page({ action, limit: 10 })).map(({ who }) => who)

      expect(await actions('edit-guide')).toEqual(['dung', 'chi'])
      expect(await actions('view-guide-history')).toEqual(['dung'])
    })

    it('lists a draft that was never published in its field', async () => {
      const { chi } = await openOffice()
      const json = { title: 'Cấp giấy phép nuôi ong', field: 'Nông nghiệp' }
      await chi.read(chi.client.knowledge.guides.$post({ json }))

      const query = { field: 'Nông nghiệp', show: 'drafts' } as const
      const list = await chi.read(chi.client.knowledge.guides.$get({ query }))

      expect(list.guides).toMatchObject([{ title: 'Cấp giấy phép nuôi ong', status: 'new' }])
      expect(list.fields).toContain('Nông nghiệp')
    })

    it('wants a second person where the office says so, who is not the first', async () => {
      const { chi, dung } = await openOffice()
      await chi.client.knowledge.rules.$put({ json: { secondPerson: true } })
      const version = await chi.edit(birth, withFee(8000, 9000))
      const param = { id: birth }
      const review = (desk: typeof chi, to: 'asked' | 'approved') =>
        desk.read(
          desk.client.knowledge.guides[':id'].review.$post({ param, json: { version, to } }),
        )

      await expect(chi.publish(birth, version)).rejects.toThrow(/409/)
      await review(chi, 'asked')
      await expect(review(chi, 'approved')).rejects.toThrow(/409/)
      await review(dung, 'approved')

      expect((await chi.publish(birth, version)).outcome).toBe('published')
    })

    it('has a changed draft approved anew', async () => {
      const { chi, dung } = await openOffice()
      await chi.client.knowledge.rules.$put({ json: { secondPerson: true } })
      const version = await chi.edit(birth, withFee(8000, 9000))
      const param = { id: birth }
      const json = { version, to: 'approved' } as const
      await dung.client.knowledge.guides[':id'].review.$post({ param, json })

      const changed = await chi.edit(birth, withFee(9000, 9500))

      await expect(chi.publish(birth, changed)).rejects.toThrow(/409/)
    })

    it('makes a new guide, asks for all it needs, and lists it until it is published', async () => {
      const { chi } = await openOffice()
      const json = { title: 'Cấp giấy phép nuôi ong', field: 'Nông nghiệp' }

      const { id } = await chi.read(chi.client.knowledge.guides.$post({ json }))

      expect(id).toBe('cap-giay-phep-nuoi-ong')
      const { problems, live } = await chi.open(id)
      expect(live).toBeNull()
      expect(problems.map(({ field }) => field)).toContain('sections.ho_so')
      const version = await chi.edit(id, (form) => ({
        ...completed(form),
        questions: Array.from({ length: 10 }, (_, index) => `nuôi ong cần giấy gì ${index}`),
      }))
      expect((await chi.publish(id, version)).outcome).toBe('published')
      const list = await chi.read(chi.client.knowledge.guides.$get({ query: { q: 'nuoi ong' } }))
      expect(list.guides).toMatchObject([{ id, status: 'published', draft: null }])
    })

    it('serves what another process published', async () => {
      const office = await openOffice()
      const other = await office.start()
      await office.chi.publish(birth, await office.chi.edit(birth, withFee(8000, 9000)))

      await other.catchUp()

      expect(await office.ask(question, other)).toMatchObject({
        edition: 2,
        text: expect.stringContaining('9.000'),
      })
    })

    it('takes from the folder what was changed there alone, and leaves the console’s changes', async () => {
      const { chi, folder, service, ask } = await openOffice()
      await chi.publish(birth, await chi.edit(birth, withFee(8000, 9000)))
      rewrite(folder, marriage, /^title: .*/m, 'title: Đăng ký kết hôn trong nước')

      await service.publishFolder()

      expect((await ask()).text).toContain('9.000')
      expect((await chi.open(marriage)).live?.form.title).toBe('Đăng ký kết hôn trong nước')
      const { conflicts } = await chi.read(chi.client.knowledge.folder.$get())
      expect(conflicts).toEqual([])
    })

    it('shows what folder and console changed each in its own way, and guesses nothing', async () => {
      const { chi, folder, start, ask } = await openOffice()
      await chi.publish(birth, await chi.edit(birth, withFee(8000, 9000)))
      rewrite(folder, birth, 'amount: 8000', 'amount: 5000')

      const restarted = await start()
      const desk = openKnowledgeDesk(sendTo(restarted), 'chi')

      expect((await ask(question, restarted)).text).toContain('9.000')
      const { conflicts } = await desk.read(desk.client.knowledge.folder.$get())
      expect(conflicts.map(({ file }) => file)).toEqual([`guides/${birth}.md`])
      const words = conflicts[0]?.words.filter(({ kind }) => kind !== 'same')
      expect(words?.map(({ text }) => text)).toEqual(['9000', '5000'])
      const ready = await restarted.app.request('/readyz')
      expect(await ready.text()).toContain('được sửa trên bàn làm việc')

      const json = {
        file: `guides/${birth}.md`,
        take: 'folder',
        reason: 'Bản trong git đúng',
      } as const
      await desk.client.knowledge.folder.$post({ json })
      expect((await ask(question, restarted)).text).toContain('5.000')
      await restarted.publishFolder()
      const after = await desk.read(desk.client.knowledge.folder.$get())
      expect(after.conflicts).toEqual([])
    })

    it('keeps the console’s text for good when the admin says so', async () => {
      const { chi, folder, service, ask } = await openOffice()
      await chi.publish(birth, await chi.edit(birth, withFee(8000, 9000)))
      rewrite(folder, birth, 'amount: 8000', 'amount: 5000')
      await service.publishFolder()

      const json = { file: `guides/${birth}.md`, take: 'console', reason: 'Bản cũ' } as const
      await chi.client.knowledge.folder.$post({ json })
      await service.publishFolder()

      expect((await ask()).text).toContain('9.000')
      expect((await chi.read(chi.client.knowledge.folder.$get())).conflicts).toEqual([])
    })

    it('groups what nobody could answer, without personal data, until it is dealt with', async () => {
      const { chi, ask } = await openOffice()
      const texts = [
        'Xin giấy phép nuôi hổ trong vườn nhà, gọi tôi số 0912 345 678',
        'xin giấy phép nuôi hổ trong vườn nhà',
        'Thủ tục thuê vỉa hè để bán hàng rong buổi tối ở đâu',
      ]
      for (const text of texts) await ask(text)
      const read = () => chi.read(chi.client.knowledge.gaps.$get({ query: { days: '7' } }))

      const { groups, unasked } = await read()

      const tiger = groups.find(({ samples }) => samples.some((text) => text.includes('nuôi hổ')))
      expect(tiger?.count).toBe(2)
      expect(JSON.stringify(groups)).not.toContain('0912')
      expect(unasked.map(({ id }) => id)).toContain(marriage)
      const { messageIds = [] } = tiger ?? {}
      await chi.client.knowledge.gaps.$post({ json: { decision: 'not-ours', messageIds } })
      const left = await read()
      expect(JSON.stringify(left.groups)).not.toContain('nuôi hổ')
      expect(left.groups).toHaveLength(groups.length - 1)
    })

    it('adds a question of the gaps to a guide’s draft and to every trial', async () => {
      const { chi } = await openOffice()
      const json = {
        decision: 'question' as const,
        messageIds: ['msg_1'],
        guide: birth,
        question: 'Đẻ ở nhà thì ai ký chứng sinh?',
      }

      await chi.client.knowledge.gaps.$post({ json })

      expect((await chi.open(birth)).draft?.form.questions).toContain(json.question)
      const trial = await chi.read(
        chi.client.knowledge.guides[':id'].trial.$post({ param: { id: birth }, json: {} }),
      )
      expect(trial.asked).toBeGreaterThan(0)
      const collected = await chi.read(chi.client.knowledge['trial-questions'].$get())
      expect(collected.questions).toMatchObject([{ text: json.question, guide: birth }])
    })

    it('prints a fact of the ward profile the moment it is filled in', async () => {
      const { chi, ask } = await openOffice()
      const fee = 'Đi khai sinh quá hạn thì lệ phí bao nhiêu?'
      expect((await ask(fee)).text).not.toContain('Mức thu khi quá hạn')
      const { profile, hash, uses } = await chi.read(chi.client.knowledge.ward.$get())
      expect(uses['ward.fees.khai_sinh_qua_han']).toEqual(['Đăng ký khai sinh'])
      const fees = { ...profile.fees, khai_sinh_qua_han: '5.000 đồng' }
      const json = { profile: { ...profile, fees }, hash, reason: 'Nghị quyết của thành phố' }

      await chi.read(chi.client.knowledge.ward.$put({ json }))

      expect((await ask(fee)).text).toContain(
        'Mức thu khi quá hạn tại thành phố Hà Nội: 5.000 đồng',
      )
      const again = await chi.client.knowledge.ward.$put({ json })
      expect(again.status).toBe(409)
    })

    it('is for admins, and writes down who read, changed, published and took back', async () => {
      const { chi, lan, audit } = await openOffice()
      const refused = await lan.client.knowledge.guides[':id'].$get({ param: { id: birth } })
      expect(refused.status).toBe(403)
      await chi.publish(birth, await chi.edit(birth, withFee(8000, 9000)))
      await chi.rollBack(birth, 1)
      await chi.client.knowledge.guides[':id'].file.$get({ param: { id: birth } })

      const entries = await audit.page({ limit: 100 })

      const done = entries.map(({ who, action, subject }) => [who, action, subject])
      for (const action of [
        'view-guide',
        'edit-guide',
        'publish-guide',
        'roll-back-guide',
        'export-guide',
      ]) {
        expect(done).toContainEqual(['chi', action, birth])
      }
    })
  })
})

async function askCitizen(service: StartedService, text: string) {
  const citizen = await startConversation(sendTo(service))
  return await citizen.ask(text)
}

function rewrite(folder: string, id: string, from: string | RegExp, to: string): void {
  const path = join(folder, 'guides', `${id}.md`)
  const before = readFileSync(path, 'utf8')
  const after = before.replace(from, to)
  if (after === before) throw new Error(`nothing to rewrite in ${id}`)
  writeFileSync(path, after)
}

function completed<Form extends { sections: Record<string, string> }>(form: Form): Form {
  const text = 'Hỏi quầy tiếp nhận.'
  return {
    ...form,
    agency: 'Ủy ban nhân dân phường',
    audience: 'Người nuôi ong',
    lead: 'Giấy phép cho người nuôi ong.',
    duration: [{ condition: null, text: '5 ngày làm việc', from: null, until: null }],
    fee: [{ condition: null, amount: 0, per: null, text: null, from: null, until: null }],
    legal_basis: [
      { number: '1/2026/NĐ-CP', title: 'Nghị định', effective_from: null, effective_until: null },
    ],
    sources: ['https://dichvucong.gov.vn/'],
    sections: Object.fromEntries(Object.keys(form.sections).map((facet) => [facet, text])),
  }
}

function fail(): never {
  throw new Error('what the test needs is not there')
}
