import type { ChannelKind } from './guide-draft.ts'

/** One block of "Cách thức thực hiện", as printed. */
export type PortalWay = { kind: ChannelKind; duration: string; fee: string; notes: string }

const kinds: Record<string, ChannelKind> = { ONLINE: 'online', DIRECT: 'direct', POSTAL: 'post' }

const labels = {
  'Thời hạn giải quyết': 'duration',
  'Phí, lệ phí': 'fee',
  'Mô tả': 'notes',
} as const

/** Cuts "Cách thức thực hiện" into its blocks; a text that goes on over lines is kept with its breaks. */
export function parseWays(text: string): PortalWay[] {
  const ways: PortalWay[] = []
  let part: 'duration' | 'fee' | 'notes' | undefined
  for (const line of text.split('\n')) {
    const way = /^ {2}\* Hình thức nộp:\s*(\S+)/.exec(line)
    const kind = kinds[way?.[1] ?? '']
    if (kind) {
      ways.push({ kind, duration: '', fee: '', notes: '' })
      part = undefined
      continue
    }
    const current = ways.at(-1)
    if (!current) continue
    const labelled = /^ {4}(Thời hạn giải quyết|Phí, lệ phí|Mô tả):\s?(.*)$/.exec(line)
    const named = labels[labelled?.[1] as keyof typeof labels]
    if (labelled && named) {
      part = named
      current[part] = labelled[2] ?? ''
    } else if (part) current[part] += `\n${line}`
  }
  return ways.map(({ kind, duration, fee, notes }) => ({
    kind,
    duration: duration.trim(),
    fee: fee.trim(),
    notes: notes.trim(),
  }))
}

/** How people call each way. */
export const wayNames: Record<ChannelKind, string> = {
  online: 'Nộp trực tuyến',
  direct: 'Nộp trực tiếp',
  post: 'Nộp qua bưu chính',
}
