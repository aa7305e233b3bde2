import { fold } from '../language/fold.ts'
import type { Scored } from '../language/text-classifier.ts'

/** What a message wants, when it is not a question about a procedure. */
export type Intent =
  | {
      kind: 'smalltalk'
      about:
        | 'greeting'
        | 'thanks'
        | 'goodbye'
        | 'who'
        | 'fine'
        | 'scope'
        | 'praise'
        | 'abuse'
        | 'rephrase'
    }
  | { kind: 'emergency' }
  | { kind: 'fraud' }
  | { kind: 'private-data' }
  | { kind: 'misuse' }
  | { kind: 'asks-person' }
  | { kind: 'own-case' }
  | { kind: 'complaint' }
  | { kind: 'office-facts' }
  | { kind: 'empty' }

const emergency =
  /\b(bi (bo|me|cha|chong|vo|con trai|bo duong|di ghe|cha duong|nguoi ta|no) (hay |dang |suot ngay |thuong xuyen )?(danh|dap|hanh ha)(?! gia)|(muon|dinh|doi|se|tim cach) tu tu|tu sat|khong (con )?muon song|muon bien mat (cho xong|khoi)|(chay nha|nha chay|boc chay) .{0,60}(gap|cuu|khoi (den|mu)|toi ngay)|muon chet|danh (vo|chong|dap)|chong danh|bao hanh|(bi|dang) danh (?!gia|so|dau|may)|nha .{0,12}dang chay|dang co chay|(goi|can|xe) cap cuu (ngay|gap|voi)|bi hiep|xam hai|bat coc|dam nhau|bi cuop|doa giet|cau cuu|keu cuu)\b/

/** Without dấu this reads like "từ từ", so it counts only as typed. */
const markedEmergency = /tự tử|tự vẫn/

const person =
  /\b((gap|noi chuyen|trao doi|chat)( voi| truc tiep| duoc)* (mot |1 )?(can bo|nguoi that|nguoi truc|nhan vien|chuyen vien|tong dai|con nguoi|ai do|nguoi (nao|khac)|nguoi$)|(lien he|chuyen|ket noi|nhan tin|goi|hoi|nhan)( voi| cho| den| sang| may| truc tiep| toi| em| minh)* (can bo|nguoi that|nhan vien|chuyen vien|tong dai vien)|nguoi that tra loi|can bo (truc|nao tra loi)|khong muon (noi|chat) (chuyen )?voi (may|bot|robot)|cho (toi|em|minh) gap (?!lai))/

/** A matter of the citizen's own that only a person can look up or put right. */
const ownCase = [
  /\b(ho so|don|giay|to khai|the|so|can cuoc|tro cap|tien) .{0,25}(cua )?(chinh )?(toi|em|minh|nha em|me em|bo em|gia dinh|chau|con|tui|nha toi|me toi|bo toi|chong toi|vo toi)\b.{0,60}\b(chua (thay|co|nhan|xong|duoc|ai|giai quyet|ve|tra)|van chua|may thang roi|qua han tra|tre hen|dang o dau|dang nam o dau|den dau roi|ra sao roi|xong chua|bi tra (lai|ve)|bi tu choi|bi cat|ai (giu|chiu trach nhiem))\b/,
  /\b(toi|em|minh|tui|me em|nha em)( da| co)? (nop|lam|gui|dang ky|chuyen khoan|dong) .{0,60}\b(chua (thay|co|nhan|xong|duoc|ai|giai quyet)|van chua|qua hen|tre hen|khong thay|hoan (lai|tra)|dang o dau|no o dau|den dau roi)\b/,
  /\b(nop|lam|gui) (ho so |don |giay )?(tu |hom |ngay |cach day |thang )(?!sinh).{0,60}\b(chua (thay|co|nhan|xong|duoc|ai|giai quyet)|van chua|qua hen|tre hen|khong thay|den gio)\b/,
  /\b(ma ho so|so bien nhan|so ho so|phieu hen|giay hen)\b.{0,40}\b(kiem tra|tra cuu|chua|qua (hen|ngay)|xem|den dau|tre|cua (toi|em))\b/,
  /\b(kiem tra|tra cuu|xem) (giup |ho |lai |xem )*(em |toi |minh |chau )*(xem )?(tinh trang |ten |ma so )?(ho so|don|ten|ma so bhxh)( cua)? (toi|em|minh|so|ma)\b/,
  /\b(ho so|don) (cua )?(chinh )?(toi|em|minh|tui|nha toi|nha em)\b.{0,40}\b(dau|sao roi|xong chua|chua|duyet)\b/,
  /\b(ho so|don) .{0,60}(van (bao |ghi |de )?dang xu ly|kiem tra (giup|ho))\b|\bhen (tra|lay) .{0,60}\b(bao gio moi|chua ky|chua xong|khong co)\b/,
  /\b(dang (xu ly|giu|giai quyet)) (ho so|don|giay|the)( cua)? (toi|em|minh)\b/,
  /\b(den (gio|nay|hom nay)|toi gio|gio nay|mai) (van |ma )?(chua|khong) (co|thay|xong|nhan|duoc|giai quyet|tra)\b/,
  /\b(vi sao|tai sao|sao) .{0,40}(cua )?(toi|em|minh|me toi|nha toi|nha em)\b.{0,30}\b(bi (tu choi|tra|cat|dung|huy)|khong duoc duyet)\b/,
  /\b(hoan (lai|tra)|tra lai) (le phi|tien|phi|mot lan)\b.{0,40}\b(toi|em|nop (thua|hai|nham)|hai lan)\b|\b(nop|chuyen khoan|dong) .{0,20}(hai lan|2 lan|nham)\b/,
  /\b(in|ghi|viet) sai .{0,40}\b(ai chiu trach nhiem|bao gio sua cho)\b/,
]

/** Whoever asks how to go about it asks for a guide, however long the story before it. */
const asksHow =
  /\b(nop (nhung )?(gi|giay)|can (nhung |mang )?gi|giay to (gi|nao)|mang (theo )?gi|(lam|tinh|biet) (sao|the nao|kieu gi)|(xin|lam|sua|nop) .{0,12}(o dau|o mo|cho nao)|bao nhieu (ngay|tien)|may (ngay|bua)|co .{0,40}(duoc|khong)$|muon (lam|sua|xin|cai chinh))\b/

/** About an official, or a quarrel that somebody must come and see. */
const complaint = [
  /\b(can bo|nhan vien|cong an|chu tich|nguoi (tiep dan|truc)|anh (cong an|can bo)|chi (can bo)) .{0,60}\b(thai do|hach sach|nhung nhieu|cau gat|loi moc|vo le|coi thuong|vo trach nhiem|kho chiu|(dua|them) .{0,10}(tien|phong bi)|goi y .{0,20}tien|bat (cho|doi) ca (ngay|buoi))\b/,
  /\b(hach sach|nhung nhieu|vong vinh|lam kho de|hanh dan|lot tay|boi duong (cho )?can bo)\b/,
  /\b(to cao|khieu nai|phan anh) (ve )?(nguoi (nay|do)|(can bo|nhan vien|anh|chi) (nay|do|quay|ten))\b/,
  /\b(hang xom|nha ben|nha ke|lang gieng|chu tro|chu nha) .{0,60}(doa|danh(?! sach)|(giu|cam) (can cuoc|giay|cmnd|the))\b/,
  /\b(xuong|den|toi|ra) (xem|giai quyet|xu ly|lap bien ban|kiem tra|can thiep) (giup|ho|voi|ngay|cho)|keu (nguoi|cong an|can bo) (xuong|den|toi)|khong ai (xuong|den|giai quyet|tra loi)\b/,
]

/** Words that without dấu read like others ("mang theo gì"), so they count only as typed. */
const markedComplaint = /mắng|quát tháo|quát nạt|chửi|đòi (thêm )?tiền|hống hách|cửa quyền/

/** Asks for help with a lie; without dấu "làm gia hạn" begins like "làm giả". */
const misuse =
  /\bkhai (man|gian)\b|\blam gia (giup|ho|dum|cho|giay|so|bang|the|ho so|to khai|chu ky|con dau)\b/

const officeFacts =
  /\b((gio|lich) (lam viec|mo cua|tiep dan|hanh chinh)|may gio (mo|dong|lam|nghi)|(thu 7|thu bay|chu nhat|cuoi tuan|buoi trua) .{0,25}(lam viec|mo cua|tiep dan|lam khong|mo khong)|dia chi (cua )?(phuong|xa|uy ban|ubnd|tru so|trung tam)|(phuong|uy ban|ubnd|tru so|trung tam) .{0,12}(nam )?o (dau|duong nao)$|so dien thoai (cua )?(phuong|xa|uy ban|ubnd|can bo)|(goi|lien lac) (cho )?(phuong|uy ban|ubnd) (so|the nao|kieu))/
/** A longer message that happens to name a weekend asks something else. */
const longestOfficeQuestion = 16

const smalltalk: { about: Extract<Intent, { kind: 'smalltalk' }>['about']; whole: RegExp }[] = [
  {
    about: 'who',
    whole:
      /^(ban|em|ad|day|may|bot|bac|cau|he thong)? ?(oi )?(ban |em |may |bot |day )?(la )?(ai|ten gi|ten la gi|nguoi hay may|nguoi (a|ha)|nguoi that (khong|a)|robot|bot|ai (day|vay|do|the)|la ai|may hay nguoi|co phai (la )?(nguoi|robot|bot|may)( that)?)( vay| the| day| do| a| khong| ha)*$/,
  },
  {
    about: 'scope',
    whole:
      /^(ban|em|bot|ad|day)? ?(co the |biet |giup )?(lam|giup|ho tro|tra loi|tu van) ?(duoc )?(nhung )?(gi|viec gi|cai gi|toi|minh|em)( duoc)?( gi)?( vay| the| cho toi| cho minh| khong| a)*$/,
  },
  {
    about: 'thanks',
    whole:
      /^(da |ok |oke |vang |u |roi )*(cam on|cam ta|thank|thanks|thank you|tks|camon|c on)( .{0,40})?$/,
  },
  {
    about: 'goodbye',
    whole:
      /^(chuc (ban|em|anh|chi|ad|moi nguoi|ca nha|phuong) .{0,40}|tam biet|bye|bye bye|bb|pp|goodbye|hen gap lai|chao tam biet|thoi (em|toi|minh) (di|ve)|bai bai)( .{0,20})?$/,
  },
  {
    about: 'greeting',
    whole:
      /^(co ai (o day|o do|o dau|truc|dang truc|khong|day)( khong| a| vay)*|(da |em |a |xin |alo |e )*(xin chao|chao|hello|hi|helo|hey|alo|a lo|chao buoi (sang|trua|chieu|toi))( (ban|em|anh|chi|ad|admin|bot|ca nha|moi nguoi|phuong|co|chu|bac|a|oi|nha|nhe|ac|can bo|uy ban))*)$/,
  },
  { about: 'rephrase', whole: /^(toi|em|minh) muon hoi (lai )?(theo )?cach khac$/ },
  {
    about: 'fine',
    whole:
      /^(ok|oke|okie|okela|okay|da|vang|u|uh|um|uk|roi|duoc roi|hieu roi|em hieu roi|ro roi|tot|tot qua|hay qua|tuyet|tuyet voi|da vang|vang a|da roi|ok roi|ok em|ok ban|the a|vay a|ha ha|haha|hihi|hi hi|kk|good|dung roi|khong|khong a|thoi)( (a|em|ban|nhe|nha|ad|cam on|anh|chi|roi|oke|ok))*$/,
  },
]

/** What the reader calls a message that is no question, and what is done about it. */
const intentOfLabel: Record<string, Intent> = {
  emergency: { kind: 'emergency' },
  fraud: { kind: 'fraud' },
  'asks-person': { kind: 'asks-person' },
  'own-case': { kind: 'own-case' },
  complaint: { kind: 'complaint' },
  'office-facts': { kind: 'office-facts' },
  'private-data': { kind: 'private-data' },
  misuse: { kind: 'misuse' },
  greeting: { kind: 'smalltalk', about: 'greeting' },
  thanks: { kind: 'smalltalk', about: 'thanks' },
  goodbye: { kind: 'smalltalk', about: 'goodbye' },
  who: { kind: 'smalltalk', about: 'who' },
  fine: { kind: 'smalltalk', about: 'fine' },
  scope: { kind: 'smalltalk', about: 'scope' },
  praise: { kind: 'smalltalk', about: 'praise' },
  abuse: { kind: 'smalltalk', about: 'abuse' },
}

/** Below this a message is treated as a question: a guide's answer with a way to a person loses least. */
const sureEnough = 0.5

/** Kinds that all go to a person: which of them it is matters less than that it is one. */
const forPersons = ['emergency', 'fraud', 'asks-person', 'own-case', 'complaint']

/**
 * What the message wants besides procedures; undefined when it reads like a question about one.
 * `plain` has its teencode written out already; `read` is what the reader makes of it, likeliest first.
 */
export function intentOf(plain: string, read: Scored[] = []): Intent | undefined {
  const byWords = intentByWords(plain)
  if (byWords) return byWords
  const personal = read.filter(({ label }) => forPersons.includes(label))
  if (sumOf(personal) >= sureEnough) return intentOfLabel[personal[0]?.label ?? '']
  const [likeliest] = read
  if (!likeliest || likeliest.probability < sureEnough) return undefined
  return intentOfLabel[likeliest.label]
}

function sumOf(scored: Scored[]): number {
  return scored.reduce((sum, { probability }) => sum + probability, 0)
}

function intentByWords(plain: string): Intent | undefined {
  const text = fold(plain)
  if (text === '') return { kind: 'empty' }
  for (const { about, whole } of smalltalk) {
    if (whole.test(text)) return { kind: 'smalltalk', about }
  }
  const typed = plain.toLowerCase()
  if (emergency.test(text) || markedEmergency.test(typed)) return { kind: 'emergency' }
  if (person.test(text)) return { kind: 'asks-person' }
  if (complaint.some((pattern) => pattern.test(text)) || markedComplaint.test(typed)) {
    return { kind: 'complaint' }
  }
  if (!asksHow.test(text) && ownCase.some((pattern) => pattern.test(text))) {
    return { kind: 'own-case' }
  }
  if (misuse.test(text)) return { kind: 'misuse' }
  const isShort = text.split(' ').length <= longestOfficeQuestion
  if (isShort && officeFacts.test(text)) return { kind: 'office-facts' }
  return undefined
}
