import { stripMarks } from './fold.ts'

const relatives =
  'bố|mẹ|ba|má|cha|u|bầm|ông|bà|cụ|vợ|chồng|con|anh|chị|em|chú|bác|cô|dì|cậu|mợ|thím|cháu|người nhà|người thân'

/** What is lost rather than who has died: "mẹ em mất giấy", "làm mất bao lâu". */
const things =
  'giấy|thẻ|căn|cccd|cmnd|chứng|sổ|bằng|hộ|ví|túi|xe|tiền|cái|hết|bản|bao|mấy|thời|công|nhiều|trộm|cắp|tích|phí|luôn|rồi giấy|dấu|biển|đăng|quyết|hồ|bìa|phiếu|đồ|điện|sim'

const died = `(?<!\\p{L})(?:${relatives})(?: \\p{L}+){0,3}? (?:vừa |mới |đã |bị |lại )?mất(?! (?:${things})(?!\\p{L}))(?!\\p{L})`

const marked = new RegExp(died, 'u')
const unmarked = new RegExp(stripMarks(died).replaceAll('\\p{l}', '\\p{L}'), 'u')

/**
 * True when a relative is said to have died in the gentle word that also means "lose": "mẹ em mất hồi
 * tháng trước", "chong chi vua mat". One of the most frequent ways in which a death is told.
 */
export function saysSomebodyDied(text: string, hasMarks: boolean): boolean {
  const lower = text.normalize('NFC').toLowerCase()
  return hasMarks ? marked.test(lower) : unmarked.test(lower)
}
