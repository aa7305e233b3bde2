import { fold } from '../language/fold.ts'

/** What a message wants, when it is not a question about a procedure. */
export type Intent =
  | {
      kind: 'smalltalk'
      about: 'greeting' | 'thanks' | 'goodbye' | 'who' | 'fine' | 'scope' | 'rephrase'
    }
  | { kind: 'emergency' }
  | { kind: 'asks-person' }
  | { kind: 'own-case' }
  | { kind: 'complaint' }
  | { kind: 'office-facts' }
  | { kind: 'empty' }

const emergency =
  /\b((muon|dinh|doi|se|tim cach) tu tu|tu sat|khong muon song|muon chet|danh (vo|chong|dap)|chong danh|bao hanh|(bi|dang) danh (?!gia|so|dau|may)|chay nha|nha (em|toi|minh|dang|bi|hang xom)? ?(dang |bi )?chay\b(?! quang)|hoa hoan dang|cap cuu|bi hiep|xam hai|bat coc|dam nhau|bi cuop|doa giet|cau cuu|keu cuu)\b/

/** Without dấu this reads like "từ từ", so it counts only as typed. */
const markedEmergency = /tự tử|tự vẫn/

const person =
  /\b((gap|noi chuyen|trao doi|lien he|chuyen|ket noi|nhan tin|goi|hoi|xin gap|cho gap)( voi| cho| den| sang| truc tiep| toi)* (can bo|nguoi that|nguoi|nhan vien|chuyen vien|tong dai|con nguoi|anh chi can bo|ai do)|nguoi that tra loi|can bo truc|khong muon (noi|chat) voi (may|bot|robot)|cho (toi|em|minh) gap)\b/

const ownCase = [
  /\b(ho so|don|giay|to khai|the|so) (nay |do )?(cua )?(toi|em|minh|nha em|me em|bo em|gia dinh|chau|con|tui|nha toi|anh|chi)\b.*\b(chua|van|may thang|qua han|tre|dang o dau|den dau|ra sao roi|xong chua|bi tra|bi tu choi|mat)\b/,
  /\b(nop|lam|gui|dang ky) (ho so |don |giay )?(tu |hom |ngay |cach day |thang |duoc )\b.*\b(chua (thay|co|nhan|xong|duoc|ai|giai quyet)|van chua|qua hen|tre hen|khong thay)\b/,
  /\b(ma ho so|so bien nhan|so ho so|phieu hen|giay hen)\b.*\b(kiem tra|tra cuu|chua|qua|xem|den dau|tre|cua (toi|em))\b/,
  /\b(kiem tra|tra cuu|xem) (giup |ho |giup em |giup toi |giup minh )?(tinh trang )?(ho so|don) (cua )?(toi|em|minh|so|ma)\b/,
  /\b(hen (tra|lay|ngay)|qua (ngay )?hen|tre hen)\b.*\b(chua|khong|van)\b/,
  /\b(sao|the nao ma) (gio|den nay|toi gio|mai) (van )?(chua|khong) (co|thay|xong|nhan|duoc)\b/,
]

const complaint =
  /\b((can bo|nhan vien|anh|chi|ong|ba) .{0,40}(thai do|hach sach|nhung nhieu|quat|mang|cau gat|loi moc|vo le|coi thuong|doi tien|vo trach nhiem)|(thai do|hach sach|nhung nhieu|vong vinh|lam kho|hanh dan)|(to cao|khieu nai|phan anh) (can bo|anh|chi|ong|ba|ve can bo|nhan vien|thai do)|(tranh chap|lan chiem|lan dat|lan ranh|xay lan|cai nhau|danh nhau) .{0,50}(hang xom|nha ben|nha (em|toi|minh)|lang gieng)|(hang xom|nha ben|lang gieng) .{0,60}(lan|tranh chap|danh|choi|doa|xay|do rac|on))\b/

const officeFacts =
  /\b((gio|lich) (lam viec|mo cua|tiep dan|hanh chinh)|may gio (mo|dong|lam|nghi)|(thu 7|thu bay|chu nhat|cuoi tuan|buoi trua) (co )?(lam|mo|tiep)|dia chi (cua )?(phuong|xa|uy ban|ubnd|tru so|trung tam)|(phuong|uy ban|ubnd|tru so|trung tam) .{0,30}(nam )?o (dau|duong nao)$|so dien thoai (cua )?(phuong|xa|uy ban|ubnd|can bo)|(goi|lien lac) (cho )?(phuong|uy ban|ubnd))\b/

const smalltalk: { about: Extract<Intent, { kind: 'smalltalk' }>['about']; whole: RegExp }[] = [
  {
    about: 'who',
    whole:
      /^(ban|em|ad|day|may|bot|bac|cau|he thong)? ?(oi )?(ban |em |may |bot |day )?(la )?(ai|ten gi|ten la gi|nguoi hay may|nguoi that (khong|a)|robot|bot|ai (day|vay|do|the)|la ai|may hay nguoi|co phai (la )?(nguoi|robot|bot|may)( that)?)( vay| the| day| do| a| khong| ha)*$/,
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
      /^(tam biet|bye|bye bye|goodbye|hen gap lai|chao tam biet|thoi (em|toi|minh) (di|ve)|bai bai)( .{0,20})?$/,
  },
  {
    about: 'greeting',
    whole:
      /^(da |em |a |xin |alo |e )*(xin chao|chao|hello|hi|helo|hey|alo|a lo|chao buoi (sang|trua|chieu|toi))( (ban|em|anh|chi|ad|admin|bot|ca nha|moi nguoi|phuong|co|chu|bac|a|oi|nha|nhe|ac|can bo|uy ban))*$/,
  },
  { about: 'rephrase', whole: /^(toi|em|minh) muon hoi (lai )?(theo )?cach khac$/ },
  {
    about: 'fine',
    whole:
      /^(ok|oke|okie|okela|okay|da|vang|u|uh|um|uk|roi|duoc roi|hieu roi|em hieu roi|ro roi|tot|tot qua|hay qua|tuyet|tuyet voi|da vang|vang a|da roi|ok roi|ok em|ok ban|the a|vay a|ha ha|haha|hihi|hi hi|kk|good|dung roi|khong|khong a|thoi)( (a|em|ban|nhe|nha|ad|cam on|anh|chi|roi|oke|ok))*$/,
  },
]

/**
 * What the message wants besides procedures; undefined when it reads like a question about one.
 * `plain` has its teencode written out already.
 */
export function intentOf(plain: string): Intent | undefined {
  const text = fold(plain)
  if (text === '') return { kind: 'empty' }
  for (const { about, whole } of smalltalk) {
    if (whole.test(text)) return { kind: 'smalltalk', about }
  }
  if (emergency.test(text) || markedEmergency.test(plain.toLowerCase()))
    return { kind: 'emergency' }
  if (person.test(text)) return { kind: 'asks-person' }
  if (complaint.test(text)) return { kind: 'complaint' }
  if (ownCase.some((pattern) => pattern.test(text))) return { kind: 'own-case' }
  if (officeFacts.test(text)) return { kind: 'office-facts' }
  return undefined
}
