import type { Level } from '../guide.ts'
import { absent, type Reading, readingOf } from './guide-draft.ts'
import { saysNothing } from './portal-sheet.ts'
import { tidy } from './tidy-text.ts'

/** Who settles it, by the portal's level and the office it names. */
export function readLevel(level: string, agency: string): Reading<Level> {
  const source = `${level}; ${agency}`
  if (saysNothing(level)) return absent('khac', source, 'Nguồn không ghi cấp thực hiện.')
  if (level === 'Cấp Tỉnh') return readingOf('tinh', source, [])
  if (level !== 'Cấp Xã') return readingOf('khac', source, [])
  if (/công an/iu.test(agency)) {
    const isPoliceAlone = agency.split(/[,;]/).every((office) => /công an/iu.test(office))
    const reason = 'Nguồn ghi nhiều cơ quan, có công an và cơ quan khác.'
    return readingOf('cong-an-xa', source, isPoliceAlone ? [] : [reason])
  }
  const isWard = /(?:ủy|uỷ) ban nhân dân|ubnd|phục vụ hành chính công/iu.test(agency)
  const reasons = isWard
    ? []
    : ['Nguồn ghi cấp xã nhưng cơ quan thực hiện không phải UBND xã, phường.']
  return readingOf('xa', source, reasons)
}

/** The office that settles it; where the portal leaves it out, the one in charge. */
export function readAgency(performing: string, inCharge: string): Reading<string> {
  const source = `Cơ quan thực hiện: ${performing}\nCơ quan có thẩm quyền: ${inCharge}`
  const named = [performing, inCharge].find((text) => !saysNothing(text))
  if (named === undefined) return absent('', source, 'Nguồn không ghi cơ quan thực hiện.')
  return readingOf(tidy(named), source, [])
}
