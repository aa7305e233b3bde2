import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decide } from '../../src/answering/decide.ts'
import { understand } from '../../src/answering/understand.ts'
import type { Target } from '../../src/retrieval/indexed-texts.ts'
import type { RankedTarget } from '../../src/retrieval/rank-targets.ts'
import { aGuide, anEdition } from '../builders.ts'
import { startConversation } from '../support/citizen.ts'
import { type StartedService, startService } from '../support/start-service.ts'

const birth: Target = { kind: 'guide', id: 'khai-sinh' }
const marriage: Target = { kind: 'guide', id: 'ket-hon' }
const edition = anEdition({
  guides: [
    aGuide({ id: 'khai-sinh', title: 'Đăng ký khai sinh' }),
    aGuide({ id: 'ket-hon', title: 'Đăng ký kết hôn' }),
  ],
})

const clearly = { score: 0.98, coverage: 1, nameMatch: 1, likeness: 0.95 }
const hardly = { score: 0.01, coverage: 0, nameMatch: 0, likeness: 0.1 }

/** Decides about a message while `birth` is in hand. */
function follow(text: string, ranked: RankedTarget[], inHand: Target | null = birth) {
  return decide(understand(text, edition.lexicon, null), ranked, edition, inHand)
}

const marriageFirst: RankedTarget[] = [
  { target: marriage, ...clearly },
  { target: birth, ...hardly },
]

describe('decide, about a matter called by its name', () => {
  const lostPassport: Target = { kind: 'guide', id: 'mat-ho-chieu' }
  const named = anEdition({
    guides: [
      aGuide({ id: 'khai-sinh', title: 'Đăng ký khai sinh', aliases: ['làm giấy khai sinh'] }),
      aGuide({ id: 'khai-sinh-lai', title: 'Đăng ký lại khai sinh' }),
      aGuide({ id: 'mat-ho-chieu', title: 'Trình báo mất hộ chiếu', aliases: ['mất hộ chiếu'] }),
    ],
  })
  const first = (target: Target): RankedTarget[] => [
    { target, score: 0.4, coverage: 1, nameMatch: 0.5, likeness: 0.3 },
    { target: birth, score: 0.35, coverage: 1, nameMatch: 1, likeness: 0.3 },
  ]
  const ask = (text: string, ranked: RankedTarget[], inHand: Target | null = null) =>
    decide(understand(text, named.lexicon, null), ranked, named, inHand)

  it.each([
    'khai sinh mất bao lâu',
    'lệ phí khai sinh bao nhiêu',
    'dang ky khai sinh can gi',
    'lam giay khai sinh o dau',
  ])('answers from the guide that is called so, whichever is found first: %s', (text) => {
    const sibling: Target = { kind: 'guide', id: 'khai-sinh-lai' }

    expect(ask(text, first(sibling))).toMatchObject({ kind: 'answer', target: birth })
  })

  it('takes no guide for one whose name only begins or ends like it', () => {
    expect(ask('hộ chiếu mấy ngày có', first(lostPassport))).not.toMatchObject({
      kind: 'answer',
      target: lostPassport,
      confidence: 1,
    })
  })
})

describe('decide, with a matter in hand', () => {
  it.each(['còn lệ phí thì sao', 'con le phi thi sao', 'bao lâu vậy', 'cần giấy tờ gì'])(
    'stays with it for a bare follow-up, whatever else is found: %s',
    (text) => {
      expect(follow(text, marriageFirst)).toMatchObject({ kind: 'answer', target: birth })
      expect(follow(text, [])).toMatchObject({ kind: 'answer', target: birth })
    },
  )

  it('leaves it for another matter that is named', () => {
    expect(follow('kết hôn với bạn trai cần giấy tờ gì', marriageFirst)).toMatchObject({
      kind: 'answer',
      target: marriage,
    })
  })

  it('leaves it for a guide whose title is the message', () => {
    const birthFirst = [
      { target: birth, ...clearly },
      { target: marriage, ...hardly },
    ]

    expect(follow('Lệ phí: Đăng ký kết hôn', birthFirst)).toMatchObject({ target: marriage })
    expect(follow('dang ky ket hon', birthFirst)).toMatchObject({ target: marriage })
  })

  it('stays when it is asked whether this matter needs the other one', () => {
    const text = 'có phải đăng ký kết hôn trước rồi mới làm được không'

    expect(follow(text, marriageFirst)).toMatchObject({ kind: 'answer', target: birth })
  })

  it('stays for a few words that name no other matter, and offers the other as a button', () => {
    const unnamed = marriageFirst.map((each) => ({ ...each, nameMatch: 0.3 }))

    expect(follow('con trai riêng', unnamed)).toMatchObject({
      kind: 'answer',
      target: birth,
      alternative: 'ket-hon',
    })
  })

  it('leaves it for a long new story about something else', () => {
    const text =
      'chị gái lấy chồng Đài Loan năm ngoái, giờ hai vợ chồng bay về Việt Nam dịp tết, muốn tổ chức cưới rồi ra phường ký sổ luôn'

    expect(follow(text, marriageFirst)).toMatchObject({ target: marriage })
  })

  it('has nothing to stay with when nothing is in hand', () => {
    expect(follow('còn lệ phí thì sao', marriageFirst, null)).toMatchObject({ kind: 'unknown' })
    expect(follow('còn lệ phí thì sao', [], null)).toMatchObject({ kind: 'unknown' })
  })
})

describe('a conversation with the guides the repo ships', () => {
  let service: StartedService
  beforeAll(async () => {
    service = await startService({ EMBEDDING_MODEL: 'builtin' })
  }, 120_000)
  afterAll(() => service.stop())

  async function converse(...texts: string[]) {
    const citizen = await startConversation((path, init) => service.app.request(path, init))
    const replies = []
    for (const text of texts) replies.push(await citizen.ask(text))
    return replies
  }

  it('stays with the matter in hand through bare follow-ups', async () => {
    const replies = await converse(
      'đăng ký khai sinh cho con cần giấy tờ gì',
      'mất bao lâu',
      'con phi thi sao',
      'nộp ở đâu vậy',
    )

    expect(replies.map(({ procedure }) => procedure?.id)).toEqual(
      Array.from({ length: 4 }, () => 'dang-ky-khai-sinh'),
    )
    expect(replies.map(({ facet }) => facet)).toEqual(['ho_so', 'thoi_han', 'le_phi', 'noi_nop'])
  })

  it('goes over to a guide that is chosen by its title, and stays with that one', async () => {
    const [, chosen, after] = await converse(
      'đăng ký khai sinh cho con cần giấy tờ gì',
      'Đăng ký tạm trú',
      'mất bao lâu',
    )

    expect(chosen?.procedure?.id).toBe('dang-ky-tam-tru')
    expect(after?.procedure?.id).toBe('dang-ky-tam-tru')
    expect(after?.facet).toBe('thoi_han')
  })

  it('does not answer about the matter in hand when another is named', async () => {
    const [, named] = await converse(
      'đăng ký khai sinh cho con cần giấy tờ gì',
      'thủ tục đăng ký kết hôn thì cần gì',
    )

    expect(named?.procedure?.id).not.toBe('dang-ky-khai-sinh')
    const offered = [named?.procedure?.title, ...(named?.options ?? []).map(({ label }) => label)]
    expect(offered).toContain('Đăng ký kết hôn')
  })

  it('tells the fee of the guide on whose button it was asked', async () => {
    const [reply] = await converse('Lệ phí: Đăng ký khai sinh')

    expect(reply?.procedure?.id).toBe('dang-ky-khai-sinh')
    expect(reply?.facet).toBe('le_phi')
  })

  it.each([
    ['không, ý tôi là khai tử', 'dang-ky-khai-tu', 'le_phi'],
    ['khong, y em la dang ky ket hon co', 'dang-ky-ket-hon', 'le_phi'],
    ['à nhầm, tôi hỏi đăng ký tạm trú', 'dang-ky-tam-tru', 'le_phi'],
    ['thế còn khai tử?', 'dang-ky-khai-tu', 'le_phi'],
    ['nhầm, tôi hỏi mất bao lâu', 'dang-ky-khai-sinh', 'thoi_han'],
    ['không có giấy chứng sinh thì sao', 'dang-ky-khai-sinh', undefined],
  ])('hears what was meant after the fee of a birth: %s', async (text, id, facet) => {
    const [, reply] = await converse('đăng ký khai sinh cho con hết bao nhiêu tiền', text)

    expect(reply?.procedure?.id).toBe(id)
    if (facet) expect(reply?.facet).toBe(facet)
  })

  it.each([
    'em cần sao y sổ đỏ và chứng thực chữ ký, mỗi thứ bao nhiêu tiền',
    'em can sao y so do va chung thuc chu ky, moi thu bao nhieu tien',
  ])('answers two matters in the order they were asked: %s', async (text) => {
    const [reply] = await converse(text)

    const copies = reply?.text.indexOf('Chứng thực bản sao từ bản chính') ?? -1
    const signature = reply?.text.indexOf('Chứng thực chữ ký') ?? -1
    expect(reply?.kind).toBe('answer')
    expect(copies).toBeGreaterThan(-1)
    expect(signature).toBeGreaterThan(copies)
    expect(new Set(reply?.citations.map(({ guide }) => guide))).toEqual(
      new Set(['chung-thuc-ban-sao', 'chung-thuc-chu-ky']),
    )
    expect(reply?.citations.map(({ section }) => section)).toContain('le_phi')
  })

  it('leaves the matter in hand for two others that are named', async () => {
    const [, reply] = await converse(
      'làm giấy khai tử cho ông nội cần giấy gì',
      'đổi căn cước và đăng ký tạm trú mất mấy ngày',
    )

    expect(new Set(reply?.citations.map(({ guide }) => guide))).toEqual(
      new Set(['cap-doi-the-can-cuoc', 'dang-ky-tam-tru']),
    )
  })

  it('takes the words of asking for no sign of a guide', async () => {
    const [reply] = await converse('đăng ký tạm trú mất mấy ngày')

    expect(reply?.procedure?.id).toBe('dang-ky-tam-tru')
    expect(reply?.facet).toBe('thoi_han')
  })

  it('answers once where one guide is about both', async () => {
    const [reply] = await converse(
      'làm khai sinh, nhập khẩu và thẻ bảo hiểm y tế cho con một lần cần giấy tờ gì',
    )

    expect(reply?.procedure?.id).toBe('lien-thong-khai-sinh-thuong-tru-bhyt')
    expect(new Set(reply?.citations.map(({ guide }) => guide)).size).toBe(1)
  })
})
