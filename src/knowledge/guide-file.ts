import { stringify } from 'yaml'
import type { Validity } from '../shared/day.ts'
import { facets, facetTitles } from './facet.ts'
import type { Block, Guide } from './guide.ts'

/** The guide as a file that `parseGuide` reads back to the same guide. Pure. */
export function guideFileText(guide: Guide): string {
  const head = stringify(frontMatterOf(guide), { lineWidth: 0, singleQuote: false })
  const sections = facets.flatMap((facet) => {
    const blocks = guide.sections[facet]
    return blocks && blocks.length > 0 ? [`## ${facetTitles[facet]}\n${textOf(blocks)}`] : []
  })
  return `---\n${head}---\n${[textOf(guide.lead), ...sections].join('\n\n')}\n`
}

function frontMatterOf(guide: Guide) {
  return {
    id: guide.id,
    title: guide.title,
    code: guide.code,
    field: guide.field,
    level: guide.level,
    agency: guide.agency,
    audience: guide.audience,
    duration: guide.duration.map(({ condition, text, from, until }) =>
      told({ condition, text, from, until }),
    ),
    fee: guide.fee.map(({ condition, amount, per, text, from, until }) => ({
      ...told({ condition }),
      amount,
      ...told({ per, text, from, until }),
    })),
    forms: guide.forms.map(({ code, name }) => ({ code, name })),
    legal_basis: guide.legalBasis.map(({ number, title, effectiveFrom, effectiveUntil }) =>
      told({ number, title, effective_from: effectiveFrom, effective_until: effectiveUntil }),
    ),
    effective_from: guide.effectiveFrom,
    ...told({ effective_until: guide.effectiveUntil }),
    checked_on: guide.checkedOn,
    sources: guide.sources,
    aliases: guide.aliases,
    questions: guide.questions,
    confused_with: guide.confusedWith,
    status: guide.status,
  }
}

/** Without what is not known. */
function told(values: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null),
  )
}

function textOf(blocks: Block[]): string {
  return blocks
    .map((block) => `${block.opensParagraph ? '\n' : ''}${block.text}${markOf(block)}`)
    .join('\n')
}

function markOf({ from, until }: Validity): string {
  const days = [from === null ? '' : `from=${from}`, until === null ? '' : `until=${until}`]
  const told = days.filter((day) => day !== '').join(' ')
  return told === '' ? '' : ` {${told}}`
}
