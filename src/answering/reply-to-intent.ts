import type { Edition } from '../knowledge/edition.ts'
import type { Target } from '../retrieval/indexed-texts.ts'
import type { Draft } from './draft.ts'
import type { Intent } from './intent.ts'
import * as replies from './replies.ts'
import type { Option } from './reply.ts'

/** The reply to small talk, a cry for help or for a person; undefined for a question. */
export function replyToIntent(
  intent: Intent | undefined,
  edition: Edition,
  inHand: Target | null,
): Draft | undefined {
  if (!intent) return undefined
  const { ward } = edition.knowledge
  const reply = (kind: Draft['kind'], text: string, options: Option[]): Draft => ({
    kind,
    text,
    options,
    procedure: null,
    facet: null,
    citations: [],
    confidence: 1,
    generatedBy: 'guide',
    inHand,
    intent,
    ranked: [],
  })

  switch (intent.kind) {
    case 'empty':
      return reply('clarify', replies.emptyMessage, replies.waysOn)
    case 'private-data':
      return reply('refusal', replies.privateData, replies.waysOn)
    case 'misuse':
      return reply('refusal', replies.misuse, replies.waysOn)
    case 'office-facts':
      return reply('smalltalk', replies.officeFacts(ward), [replies.askPerson])
    case 'emergency':
      return reply('handoff', `${replies.emergency}\n\n${replies.handoffReasons.emergency}`, [
        replies.askOffice,
      ])
    case 'fraud':
      return reply('handoff', `${replies.fraud}\n\n${replies.handoffReasons.fraud}`, [
        replies.askOffice,
      ])
    case 'asks-person':
    case 'own-case':
    case 'complaint':
      return reply('handoff', replies.handoffReasons[intent.kind], [replies.askOffice])
    case 'smalltalk':
      return reply('smalltalk', smalltalkText(intent.about, edition), starters(edition))
  }
}

function smalltalkText(
  about: Extract<Intent, { kind: 'smalltalk' }>['about'],
  { guides, knowledge: { ward } }: Edition,
): string {
  switch (about) {
    case 'greeting':
      return replies.greeting(ward)
    case 'who':
      return replies.who(ward)
    case 'scope':
      return replies.scope([...new Set([...guides.values()].map(({ field }) => field))])
    case 'thanks':
      return replies.thanks
    case 'goodbye':
      return replies.goodbye
    case 'fine':
      return replies.fine
    case 'praise':
      return replies.praise
    case 'abuse':
      return replies.abuse
    case 'rephrase':
      return replies.rephrasing
  }
}

const asked = [
  'dang-ky-khai-sinh',
  'xac-nhan-tinh-trang-hon-nhan',
  'dang-ky-tam-tru',
  'chung-thuc-ban-sao',
]

/** What is asked most at a ward's desk, to start from. */
function starters({ guides }: Edition): Option[] {
  const options = asked.flatMap((id) => {
    const title = guides.get(id)?.title
    return title ? [{ label: title, text: title }] : []
  })
  return [...options, replies.askPerson]
}
