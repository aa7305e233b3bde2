import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startConversation } from './support/citizen.ts'
import { copyKnowledge } from './support/knowledge-folder.ts'
import { type StartedService, startService } from './support/start-service.ts'
import { folderForThisTest, openTemporaryFolder } from './support/temporary-folder.ts'

const guideFile = 'guides/dang-ky-khai-sinh.md'
const otherGuides = ['dang-ky-ket-hon', 'dang-ky-lai-khai-sinh']
const question = 'Đăng ký khai sinh cho con cần giấy tờ gì?'

const readiness = z.object({
  status: z.string(),
  edition: z.int().nullable(),
  guides: z.int(),
  problems: z.array(
    z.object({ file: z.string(), line: z.int().nullable(), message: z.string().min(10) }),
  ),
})

const readReadiness = async ({ app }: StartedService) => {
  const response = await app.request('/readyz')
  return { httpStatus: response.status, ...readiness.parse(await response.json()) }
}

const ask = async ({ app }: StartedService) => {
  const citizen = await startConversation((path, init) => app.request(path, init))
  const { text, edition, procedure } = await citizen.ask(question)
  return { text, edition, procedure: procedure?.id }
}

/** One slip of an editor; `line` is found on the line that is to be named, in the file as it is then. */
type Slip = { name: string; file?: string; from: string | RegExp; to: string; line: RegExp }

const slips: Slip[] = [
  { name: 'the first line is gone', from: /^---\n/, to: '', line: /^id:/ },
  { name: 'a colon inside a title', from: /^title: .*/m, to: 'title: Khai: sinh', line: /^title:/ },
  // YAML sees that it never closes only where the text ends.
  { name: 'a quote left open', from: 'code: "1.001193"', to: 'code: "1.001193', line: /^status:/ },
  { name: 'a code without quotes', from: '"1.001193"', to: '1.001193', line: /^code:/ },
  {
    name: 'a day that is none',
    from: /^checked_on: .*/m,
    to: 'checked_on: 2026-02-30',
    line: /^checked_on/,
  },
  { name: 'a level we do not know', from: 'level: xa', to: 'level: huyện', line: /^level/ },
  {
    name: 'an id that is not the file’s',
    from: /^id: .*/m,
    to: 'id: dang-ky-khai-tu',
    line: /^id:/,
  },
  { name: 'a field we do not know', from: /^status:/m, to: 'phone: 113\nstatus:', line: /^phone:/ },
  { name: 'a fee below zero', from: 'amount: 8000', to: 'amount: -8000', line: /amount: -8000/ },
  {
    name: 'a law without number',
    from: 'number: 60/2014/QH13',
    to: 'number: Luật',
    line: /number: Luật/,
  },
  {
    name: 'a source that is no address',
    from: /- https:.*/,
    to: '- cổng dịch vụ công',
    line: /- cổng/,
  },
  {
    name: 'a sibling that does not exist',
    from: 'guide: dang-ky-lai-khai-sinh',
    to: 'guide: khai-sinh-lai',
    line: /khai-sinh-lai/,
  },
  {
    name: 'a section we do not know',
    from: '## Lệ phí',
    to: '## Tiền nong',
    line: /^## Tiền nong/,
  },
  {
    name: 'a section at the wrong depth',
    from: '## Lệ phí',
    to: '### Lệ phí',
    line: /^### Lệ phí/,
  },
  {
    name: 'a section twice',
    from: '## Kết quả',
    to: '## Hồ sơ',
    line: /^## Hồ sơ(?![\s\S]*^## Hồ sơ)/,
  },
  {
    name: 'a section emptied',
    from: /## Kết quả\n[^#]*/,
    to: '## Kết quả\n\n',
    line: /^## Kết quả/,
  },
  {
    name: 'a ward fact that does not exist',
    from: '{{ward.province}}',
    to: '{{ward.tinh}}',
    line: /ward\.tinh/,
  },
  {
    name: 'a brace left open',
    from: '{{ward.province}}',
    to: '{{ward.province}',
    line: /\{\{ward\.province\}[^}]/,
  },
  {
    name: 'a month that is none',
    from: '{from=2027-03-01}',
    to: '{from=2027-13-01}',
    line: /2027-13-01/,
  },
  {
    name: 'a span that ends before it begins',
    from: '{until=2027-02-28}',
    to: '{from=2027-03-01 until=2027-02-28}',
    line: /until=2027-02-28\}/,
  },
  {
    name: 'no words before the first section',
    from: /\n---\n[^#]*##/,
    to: '\n---\n\n##',
    line: /(?<=\n---\n)/,
  },
  { name: 'an empty file', from: /[\s\S]*/, to: '', line: /^/ },
  {
    name: 'a ward profile with a colon too many',
    file: 'ward.yaml',
    from: /^short_name: .*/m,
    to: 'short_name: a: b',
    line: /^short_name/,
  },
  {
    name: 'a catalogue that is no YAML',
    file: 'catalogue.yaml',
    from: /^/,
    to: 'a: b: c\n',
    line: /^a:/,
  },
  {
    name: 'a word list that is no YAML',
    file: 'lexicon/teencode.yaml',
    from: /^/,
    to: '- term: a: b\n',
    line: /^- term/,
  },
  {
    name: 'other offices that are no YAML',
    file: 'other-offices.yaml',
    from: /^/,
    to: '- id: a: b\n',
    line: /^- id/,
  },
]

describe('a running service whose guides break', () => {
  const knowledge = openTemporaryFolder()
  const pathOf = (file: string) => join(knowledge.path, file)
  let service: StartedService
  let sound: Awaited<ReturnType<typeof ask>>

  beforeAll(async () => {
    copyKnowledge(knowledge.path, ['dang-ky-khai-sinh', ...otherGuides])
    service = await startService({ KNOWLEDGE_DIR: knowledge.path })
    sound = await ask(service)
  }, 60_000)
  afterEach(async () => {
    copyKnowledge(knowledge.path, ['dang-ky-khai-sinh', ...otherGuides])
    await service.publishFolder()
  })
  afterAll(async () => {
    await service.stop()
    knowledge.remove()
  })

  it('answers from its first edition while all is well', async () => {
    expect(sound).toMatchObject({ edition: 1, procedure: 'dang-ky-khai-sinh' })
    expect(await readReadiness(service)).toEqual({
      httpStatus: 200,
      status: 'ready',
      edition: 1,
      guides: 3,
      problems: [],
    })
  })

  it.each(slips)('names file and line and answers on: $name', async (slip) => {
    const { file = guideFile, from, to } = slip
    const before = readFileSync(pathOf(file), 'utf8')
    const broken = before.replace(from, to)
    expect(broken).not.toBe(before)
    writeFileSync(pathOf(file), broken)

    await service.publishFolder()

    const { httpStatus, status, edition, guides, problems } = await readReadiness(service)
    expect({ httpStatus, status, edition, guides }).toEqual({
      httpStatus: 200,
      status: 'ready',
      edition: sound.edition,
      guides: 3,
    })
    expect(problems.map((problem) => problem.file)).toContain(file)
    expect(problems.flatMap(({ line }) => line ?? [])).toContain(lineOf(broken, slip.line))
    expect(await ask(service)).toEqual(sound)
  })

  it('is without problems again, in the same edition, when the slip is undone', async () => {
    const before = readFileSync(pathOf(guideFile), 'utf8')
    writeFileSync(pathOf(guideFile), before.replace('level: xa', 'level: huyện'))
    await service.publishFolder()
    writeFileSync(pathOf(guideFile), before)

    await service.publishFolder()

    expect(await readReadiness(service)).toMatchObject({ edition: sound.edition, problems: [] })
  })
})

describe('a running service whose guides are mended', () => {
  it('serves what is mended as the next edition', async () => {
    const folder = folderForThisTest()
    copyKnowledge(folder, ['dang-ky-khai-sinh', ...otherGuides])
    const service = await startService({ KNOWLEDGE_DIR: folder })
    const path = join(folder, guideFile)
    const before = readFileSync(path, 'utf8')
    writeFileSync(path, before.replace('## Hồ sơ', '## Giấy tờ'))
    await service.publishFolder()
    const changed = before.replace('- Giấy chứng sinh', '- Bản giấy hay điện tử: Giấy chứng sinh')
    writeFileSync(path, changed)

    await service.publishFolder()

    expect(await readReadiness(service)).toMatchObject({ edition: 2, problems: [] })
    const reply = await ask(service)
    expect(reply.edition).toBe(2)
    expect(reply.text).toContain('Bản giấy hay điện tử')
    await service.stop()
  })

  it('publishes nothing new when nothing changed', async () => {
    const folder = folderForThisTest()
    copyKnowledge(folder, ['dang-ky-khai-sinh'])
    const service = await startService({ KNOWLEDGE_DIR: folder })

    await service.publishFolder()
    await service.publishFolder()

    expect((await readReadiness(service)).edition).toBe(1)
    await service.stop()
  })
})

describe('a service that starts on broken guides', () => {
  it('serves the edition it served before, and says what is broken', async () => {
    const [folder, data] = [folderForThisTest(), folderForThisTest()]
    copyKnowledge(folder, ['dang-ky-khai-sinh', ...otherGuides])
    const settings = { KNOWLEDGE_DIR: folder, DATA_DIR: data }
    const first = await startService(settings)
    const sound = await ask(first)
    await first.stop()
    const path = join(folder, guideFile)
    writeFileSync(path, readFileSync(path, 'utf8').replace('level: xa', 'level: huyện'))

    const second = await startService(settings)

    expect(await ask(second)).toEqual(sound)
    expect((await readReadiness(second)).problems).toMatchObject([{ file: guideFile }])
    await second.stop()
  })

  it('serves the sound guides when there was no edition before', async () => {
    const folder = folderForThisTest()
    copyKnowledge(folder, ['dang-ky-khai-sinh', ...otherGuides])
    writeFileSync(join(folder, 'guides', 'dang-ky-ket-hon.md'), 'chưa viết')

    const service = await startService({ KNOWLEDGE_DIR: folder })

    expect((await ask(service)).procedure).toBe('dang-ky-khai-sinh')
    const { httpStatus, guides, problems } = await readReadiness(service)
    expect({ httpStatus, guides }).toEqual({ httpStatus: 200, guides: 2 })
    expect(problems).toMatchObject([{ file: 'guides/dang-ky-ket-hon.md', line: 1 }])
    await service.stop()
  })
})

/** 1-based line on which the pattern is first found; `^` is the start of any line. */
function lineOf(text: string, pattern: RegExp): number {
  const found = new RegExp(pattern, 'm').exec(text)
  return text.slice(0, found?.index).split('\n').length
}
