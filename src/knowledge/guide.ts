import type { Validity } from '../shared/day.ts'
import type { Facet } from './facet.ts'

/** One fee. `amount` in đồng; 0 means free; null means the text alone tells (the province decides, …). */
export type Fee = Validity & {
  amount: number | null
  /** What one amount buys: `bản`, `trang`; null for the whole case. */
  per: string | null
  /** In which case it applies; null: always. */
  condition: string | null
  text: string | null
}

/** One time limit, in words (`7 ngày làm việc`), and in which case it applies. */
export type Duration = Validity & { text: string; condition: string | null }

export type Form = { code: string | null; name: string }

export type Law = { number: string; title: string } & {
  /** First day in force; null when the source does not say. */
  effectiveFrom: string | null
  /** Last day in force; null while none is set. */
  effectiveUntil: string | null
}

/** Who settles it: the ward, the commune police, another office by way of the ward's counter, or elsewhere. */
export const levels = ['xa', 'cong-an-xa', 'tiep-nhan', 'tinh', 'khac'] as const
export type Level = (typeof levels)[number]

export const statuses = ['published', 'draft', 'retired'] as const
export type GuideStatus = (typeof statuses)[number]

/** One line of a section and the days on which it is true. */
export type Block = Validity & {
  text: string
  /** 1-based line in the guide file. */
  line: number
  /** An empty line stands before it. */
  opensParagraph: boolean
}

/** One administrative procedure, explained for citizens, in one file. */
export type Guide = {
  id: string
  title: string
  /** National procedure code (`1.001193`), or null. */
  code: string | null
  field: string
  level: Level
  agency: string
  audience: string
  duration: Duration[]
  fee: Fee[]
  forms: Form[]
  legalBasis: Law[]
  effectiveFrom: string
  /** Last day on which the guide may be used; null while none is set. */
  effectiveUntil: string | null
  checkedOn: string
  sources: string[]
  /** Other names of the procedure, as the state or the street has them. */
  aliases: string[]
  /** How citizens really ask. */
  questions: string[]
  /** One line telling it from the guides it is mistaken for, and which those are. */
  confusedWith: { guide: string; difference: string }[]
  status: GuideStatus
  /** Two or three sentences before the first section: what it is and who needs it. */
  lead: Block[]
  sections: Partial<Record<Facet, Block[]>>
}
