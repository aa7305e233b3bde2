import { addUpTo, isSameSpan, spanText, type TimeSpan, timeSpansIn } from './time-spans.ts'

/** Lengths in such sentences are not the office's time to answer: how long a permit holds, what the applicant has to do. */
const isOtherTime =
  /hiệu lực|giá trị|hết hạn|trước khi|trước ngày|trước thời điểm|tối thiểu|ít nhất|định kỳ|hàng năm|hằng năm|niêm yết|công khai|lưu trữ|lưu giữ|thời hạn (?:của )?(?:giấy|thẻ|visa|hợp đồng|tạm trú|cho thuê|thuê)|(?:bổ sung|hoàn thiện|hoàn chỉnh|chỉnh sửa|sửa đổi|giải trình)(?![^,;]{0,30}giấy)|khiếu nại|nộp (?:phí|lệ phí|tiền|thuế|học phí|bản)|tuổi|khắc phục|thông tin đại chúng|(?<!(?:ngày|khi)[^,;]{0,40})nộp (?:đơn|hồ sơ|0?1|bộ)|01 (?:\(một\) )?bộ hồ sơ|kể từ ngày (?:được cấp|nhận được (?:giấy (?:phép|chứng)|quyết định))/iu

const days = new Set(['ngày', 'ngày làm việc'])
const lengthInDays: Partial<Record<TimeSpan['unit'], number>> = {
  ngày: 1,
  // Five of seven.
  'ngày làm việc': 1.4,
  tháng: 30,
  năm: 365,
}

/**
 * Where the steps speak against the limits told in the boxes, in Vietnamese.
 *
 * `isByWay`: the boxes give each way a limit of its own.
 */
export function contradictionsOf(told: TimeSpan[], steps: string, isByWay: boolean): string[] {
  const box = told.filter(({ unit }) => days.has(unit))
  if (box.length === 0 || box.length < told.length) return []
  const sentences = sentencesIn(steps)
  const spans = sentences.flatMap(timeSpansIn)
  const longest = Math.max(...box.map(inDays))
  const longer = spans.find((span) => days.has(span.unit) && isLonger(span, box, longest))
  if (longer) {
    return [`Trình tự có bước ${spanText(longer)}, dài hơn thời hạn ghi ở cách thức thực hiện.`]
  }
  if (box.some((span) => hasOtherUnit(span, spans))) {
    return ['Trình tự ghi ngày và ngày làm việc khác với thời hạn ở cách thức thực hiện.']
  }
  const names = (sentence: string) => /trực tuyến|bưu chính|bưu điện|trực tiếp/iu.test(sentence)
  const byCase = sentences.filter((sentence) => !names(sentence)).flatMap(timeSpansIn)
  if (isByWay && box.every((span) => byCase.some((each) => isSameSpan(each, span)))) {
    return ['Thời hạn ghi theo cách nộp, nhưng trình tự ghi cùng số ngày theo trường hợp.']
  }
  return []
}

function sentencesIn(steps: string): string[] {
  return steps
    .split(/\n|[;]\s|(?<=[\p{Ll}\d)])\.\s+(?=\p{Lu})/u)
    .filter((sentence) => !isOtherTime.test(sentence))
}

function inDays({ count, unit }: TimeSpan): number {
  return count * (lengthInDays[unit] ?? 0)
}

/** Longer than every limit told; with another unit only when that cannot be rounding. */
function isLonger(span: TimeSpan, box: TimeSpan[], longest: number): boolean {
  const isSameUnit = box.some(({ unit }) => unit === span.unit)
  return inDays(span) > longest * (isSameUnit ? 1 : 1.5)
}

/** The same length, or stages that add up to it, told in the other kind of days and never in its own. */
function hasOtherUnit(span: TimeSpan, spans: TimeSpan[]): boolean {
  const own = spans.filter(({ unit }) => unit === span.unit)
  const others = spans.filter(({ unit }) => days.has(unit) && unit !== span.unit)
  if (own.some((each) => isSameSpan(each, span)) || addUpTo(own, span)) return false
  const whole = { count: span.count, unit: others[0]?.unit ?? span.unit }
  return others.some(({ count }) => count === span.count) || addUpTo(others, whole)
}
