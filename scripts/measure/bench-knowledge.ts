import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { createRandom } from '../train/static-model.ts'

const trades =
  `thủy sản|chăn nuôi|trồng trọt|lâm nghiệp|du lịch|vận tải|bưu chính|viễn thông|xuất bản|in ấn|
điện ảnh|thể thao|dược phẩm|trang thiết bị y tế|an toàn thực phẩm|thú y|bảo vệ thực vật|phân bón|giống cây trồng|
khoáng sản|tài nguyên nước|môi trường|khí tượng|đo đạc|nhà ở|quy hoạch|vật liệu xây dựng|cấp nước|thoát nước|
điện lực|hóa chất|vật liệu nổ|xăng dầu|khí đốt|rượu|thuốc lá|đấu giá|công chứng|luật sư|giám định|trọng tài|
hòa giải|lý lịch tư pháp|nuôi con nuôi|quốc tịch|việc làm|bảo hiểm|người có công|trẻ em|giáo dục nghề nghiệp|
mầm non|đại học|khoa học|sở hữu trí tuệ|đo lường|hợp tác xã|doanh nghiệp|đầu tư|đấu thầu|chứng khoán|kế toán|
hải quan|thuế|đường bộ|đường thủy|hàng hải|hàng không|đường sắt|đăng kiểm|nghĩa trang|tín ngưỡng|hội quần chúng`
    .split('|')
    .map((trade) => trade.trim())

const cases =
  `cấp mới|cấp lại do mất|cấp lại do hỏng|cấp đổi|gia hạn|điều chỉnh|thu hồi|tạm dừng|chuyển nhượng|sáp nhập|
chia tách|công nhận|xác nhận|thẩm định|phê duyệt|đăng ký|thông báo|báo cáo|kiểm tra|chấm dứt|cho người nước ngoài|
cho tổ chức|cho hộ kinh doanh|cho cá nhân|tại vùng biên giới|tại hải đảo|cấp tỉnh|cấp xã`
    .split('|')
    .map((each) => each.trim())

const copied = [
  'ward.yaml',
  'other-offices.yaml',
  'off-topic.yaml',
  'lexicon',
  'embedder',
  'guides',
]

/**
 * Makes a knowledge folder of that many guides: the repo's own, and after them variants of those, each
 * of another trade and case, with its own numbers, cut short and with the ten questions the format asks for
 * at the least. The same count gives the same folder.
 * Returns how many there are: never fewer than the repo's own.
 */
export async function makeKnowledge(repoKnowledge: string, folder: string, count: number) {
  for (const name of copied) {
    await cp(join(repoKnowledge, name), join(folder, name), { recursive: true })
  }
  const catalogue: Record<string, string[]> = parse(
    await readFile(join(repoKnowledge, 'catalogue.yaml'), 'utf8'),
  )
  const names = (await readdir(join(folder, 'guides'))).sort()
  const own = await Promise.all(names.map((name) => readFile(join(folder, 'guides', name), 'utf8')))
  const random = createRandom(20_261_124)
  const made: string[] = []
  await mkdir(join(folder, 'guides'), { recursive: true })
  for (let index = own.length; index < count; index++) {
    const { id, text } = variantOf(own[index % own.length] ?? '', index, random)
    made.push(id)
    await writeFile(join(folder, 'guides', `${id}.md`), text)
  }
  await writeFile(join(folder, 'catalogue.yaml'), stringify({ ...catalogue, 'Mô phỏng': made }))
  return own.length + made.length
}

function variantOf(text: string, index: number, random: () => number) {
  const [, head = '', body = ''] = text.split(/^---$/m)
  const front: Record<string, unknown> & { id: string; title: string; questions: string[] } =
    parse(head)
  const pick = (list: string[]) => list[Math.floor(random() * list.length)] ?? ''
  const matter = `${pick(trades)} ${pick(cases)}`
  const id = `${front.id}-${index}`
  const changed = {
    ...front,
    id,
    title: `${front.title} ${matter} số ${index}`,
    code: null,
    aliases: [`${front.title.toLowerCase()} ${pick(trades)}`],
    questions: front.questions.slice(0, 10).map((question) => `${question} ${matter}`),
    confused_with: [],
  }
  const lines = shorten(body).map((line) =>
    // A date mark stays at the end of its line.
    /^\p{Lu}|^- /u.test(line) && !line.endsWith('}') && random() < 0.5
      ? `${line} Áp dụng với ${pick(trades)}.`
      : line,
  )
  return { id, text: `---\n${stringify(changed)}---\n${lines.join('\n')}\n` }
}

/** Every heading and the first two lines below it: most guides of a catalogue are short. */
function shorten(body: string): string[] {
  let below = 0
  return body.split('\n').filter((line) => {
    if (line.startsWith('## ')) below = 0
    else if (line.trim() !== '') below++
    return line.trim() === '' || below <= 2
  })
}
