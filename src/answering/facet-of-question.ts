import { type Facet, facetOfTitle, facets } from '../knowledge/facet.ts'
import { fold, hasMarks, stripMarks } from '../language/fold.ts'
import type { Scored } from '../language/text-classifier.ts'

/**
 * Words by which each facet is asked for, without dấu, surest facet first: "nộp online mất bao lâu"
 * asks for the time. `weak` words count only when nothing surer is there.
 */
const askingWords: { facet: Facet; sure: RegExp; weak?: RegExp }[] = [
  {
    facet: 'le_phi',
    sure: /\b(le phi|^phi|phi bao nhieu|(het|ton|mat|dong|nop|tra|thu|gia|phi|bao nhieu) (khoang )?(bao nhieu )?(tien|phi)|bao nhieu tien|may tien|chi phi|mien phi|mat phi|thu phi|muc phi|tien (le )?phi|phi (la )?(bao nhieu|may)|nhieu tien|gia (bao nhieu|ca)|bao nhieu (1|mot) (ban|trang|to))\b/,
  },
  {
    facet: 'thoi_han',
    sure: /\b(bao lau|may (ngay|bua|hom|tuan|thang|tieng)|bao nhieu (ngay|lau|tuan)|(khi nao|bao gio|chung nao|hom nao|luc nao) (thi )?(co|xong|nhan|lay|duoc|tra|ra)|lay (lien|ngay)|lien khong|lay trong ngay|(xong|co) (ngay|lien) khong|thoi (han|gian)|trong ngay khong|co nhanh khong|mat may(?! (ngay|bua|hom|tuan|thang|tieng)))\b/,
  },
  {
    facet: 'can_cu',
    sure: /\b(can cu (phap ly|nao|gi)|co so phap ly|luat nao|nghi dinh nao|thong tu nao|dieu luat|van ban nao|quy dinh (nao|o dau|tai dau)|theo (luat|nghi dinh|van ban|quy dinh) (nao|gi))\b/,
  },
  {
    facet: 'noi_nop',
    sure: /\b((o|den|toi|ra|qua|len|ve|tai|vao|gap) (dau|cho nao|noi nao|phuong nao|xa nao|co quan nao)|cho nao|noi nop|dia diem|online|onl|truc tuyen|qua mang|tren mang|vneid|cong dich vu cong|dich vu cong|noi nao|co quan nao|tham quyen|ai (cap|giai quyet|lam)|phuong nao|xa nao|noi (cu tru|o|tam tru|khac)|cho (khac|o)|ve que|buu dien|buu chinh|phai ve|phuong (minh )?(co )?lam|cong an (hay|hoac) (phuong|xa|uy ban)|nop (o|tai))\b/,
  },
  {
    facet: 'ho_so',
    sure: /\b(giay to( gi| nao)?|ho so( gi| gom| can)?|can (nhung )?(gi|giay|to|mang|chuan bi|nop|dem)|mang (theo )?(gi|nhung|theo|giay)|dem (theo )?(gi|nhung|giay)|chuan bi|to khai|mau (don|to khai|nao|so)|nop (nhung )?(gi|giay)|can co|thieu giay|bo ho so|cam (theo )?(gi|nhung)|phai co (giay|so|cai)|can (ban )?(goc|sao|photo))\b/,
  },
  {
    facet: 'ket_qua',
    sure: /\b(ket qua|(nhan|duoc cap|duoc) (duoc )?(giay|cai) gi|cap cho (cai )?gi|tra ve gi|ra giay gi)\b/,
  },
  { facet: 'luu_y', sure: /\b(luu y|chu y|can biet|kinh nghiem|luu tam)\b/ },
  {
    facet: 'trinh_tu',
    sure: /\b(trinh tu|cac buoc|may buoc|quy trinh|buoc nao|lam tung buoc|tung buoc|bat dau tu dau|lam gi truoc)\b/,
    weak: /\b((lam|tinh|xin|khai|nop|phai) (the nao|nhu the nao|sao|ra sao|kieu gi)|(nhu the|the) nao$|(ra|kieu) (sao|gi)$|cach (lam|nop|dang ky|khai)|(lam|can|can lam) (nhung )?(thu tuc|viec) gi|phai lam gi|thuc hien (the nao|nhu the nao|ra sao))\b/,
  },
  {
    facet: 'dieu_kien',
    sure: /\b(dieu kien|doi tuong|truong hop nao|ai (duoc|moi duoc|phai)|nhung ai|bao nhieu tuoi|may tuoi|du tuoi)\b/,
    weak: /\b(co (duoc|phai|bat buoc|can|nhat thiet)|duoc khong|bat buoc|duoc phep)\b/,
  },
]

/** The facet named before a colon ("Lệ phí: Đăng ký khai sinh"), as buttons send it. */
function namedFacet(plain: string): Facet | undefined {
  const [name = '', rest] = plain.split(':')
  return rest === undefined ? undefined : facetOfTitle(name)
}

/** The facets whose asking words stand in the text, as hints for the reader. */
export function facetHints(plain: string): string[] {
  const text = fold(plain)
  return askingWords.flatMap(({ facet, sure, weak }) => [
    ...(sure.test(text) ? [facet] : []),
    ...(weak?.test(text) ? [`maybe-${facet}`] : []),
  ])
}

/** A facet that the reader gives less than this is not told beside a likelier one. */
const likelyFacet = 0.2
/** Less will do for one that is asked in so many words: "ở đâu, mất mấy ngày". */
const likelyWhenSaid = 0.05

/** Surer than this that it asks for conditions, the reader outweighs any words. */
const certain = 0.9
const asksWhether = ({ label, probability }: Scored) =>
  label === 'dieu_kien' && probability < certain

/** What is asked of a procedure. */
export type AskedFacets = {
  /** At most three, surest first; empty when the question asks for no single one. */
  facets: Facet[]
  /** What an open question ("muốn … thì làm sao?") wants to hear before everything else. */
  leaning: Facet | null
}

/**
 * The facets a question asks for. `plain` has its teencode written out already; `read` is what the
 * reader makes of it, and the words alone decide where it is empty.
 */
export function facetsOfQuestion(plain: string, read: Scored[] = []): AskedFacets {
  const named = namedFacet(plain)
  if (named) return { facets: [named], leaning: null }
  const text = fold(plain)
  const sure = askingWords.filter((each) => each.sure.test(text)).map(({ facet }) => facet)
  const [weak] = askingWords.filter((each) => each.weak?.test(text)).map(({ facet }) => facet)
  const [likeliest] = read
  if (likeliest && likeliest.label !== 'none') {
    const likely = read.filter(
      ({ label, probability }) =>
        probability >= (sure.some((facet) => facet === label) ? likelyWhenSaid : likelyFacet),
    )
    const facets = (likely.length > 0 ? likely : [likeliest]).flatMap(({ label }) => isFacet(label))
    // "có phải mang giấy kết hôn không" asks whether, but of the papers: what is named goes first.
    const named = asksWhether(likeliest) && !sure.includes('dieu_kien') ? sure : []
    return { facets: [...new Set([...named, ...facets])].slice(0, 3), leaning: null }
  }
  // "cần gì, mất bao lâu, bao nhiêu tiền": no single facet, and the words say which.
  if (sure.length > (likeliest ? 1 : 0)) return { facets: sure.slice(0, 3), leaning: null }
  if (!likeliest && weak && weak !== 'trinh_tu') return { facets: [weak], leaning: null }
  const [second] = read.slice(1).filter(({ probability }) => probability >= likelyFacet)
  const leaning = sure[0] ?? (weak === 'trinh_tu' ? weak : isFacet(second?.label ?? '')[0])
  return { facets: [], leaning: leaning ?? null }
}

/** As a list of one, or of none when it is no facet. */
const isFacet = (label: string) => facets.filter((facet) => facet === label)

const everyAsking = [
  ...askingWords.flatMap(({ sure, weak }) => (weak ? [sure, weak] : [sure])),
  // Left over where what is asked stands apart: "lệ phí khai sinh bao nhiêu".
  /\bbao nhieu\b/,
].map(({ source }) => new RegExp(source, 'g'))

/** Words that only hold a sentence together; what is left without them is what it is about. */
const fillers = new Set(
  `a ạ à ơi vậy thế thì còn và với nữa nhỉ nhé nha em anh chị mình tôi tui bạn cô chú bác cháu con ad admin
   cho hỏi xin vui lòng giúp biết là có không được cần phải muốn làm nộp gì sao nào hay đó đấy ấy này nọ kia đi thủ tục
   giấy tờ việc cái một những các của ở tại ra vào lên xuống về qua để khi nếu rồi đã đang sẽ bị nên mà như
   ok dạ vâng thưa kính trả lời hướng dẫn thông tin nói rõ hơn chi tiết thêm mất xong lấy nhận`
    .split(/\s+/)
    .map((filler) => filler.normalize('NFC')),
)
const foldedFillers = new Set([...fillers].map(fold))

/**
 * The words of a question that say what it is about: without the asking words of facets and without
 * fillers, folded. "thế còn lệ phí?" → none. Where dấu are typed, "đăng" is not the filler "đang".
 */
export function topicWordsOf(plain: string): string[] {
  const text = plain.normalize('NFC').toLowerCase()
  // As long as the text, so that what is asked can be blotted out at its place.
  const stripped = stripMarks(text).replace(/[^a-z0-9]/g, ' ')
  const isAsking = new Array<boolean>(stripped.length).fill(false)
  for (const asking of everyAsking) {
    for (const { index, 0: found } of stripped.matchAll(asking)) {
      isAsking.fill(true, index, index + found.length)
    }
  }
  const known = hasMarks(text) ? fillers : foldedFillers
  return [...text.matchAll(word)]
    .filter(({ index, 0: typed }) => !isAsking[index] && !known.has(typed))
    .map(({ 0: typed }) => fold(typed))
}

const word = /[\p{L}\p{M}\p{N}]+/gu
