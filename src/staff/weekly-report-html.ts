import { html, raw } from 'hono/html'
import { formatDay } from '../shared/day.ts'
import type { WeeklyReport } from './weekly-report.ts'

/** The report as a page to print: A4, no script, everything that people typed escaped. */
export function reportHtml(report: WeeklyReport): string {
  const { office, from, to, madeOn, summary, unanswered, handedOver, complaints } = report
  return String(html`<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Khó khăn, vướng mắc ${formatDay(from)} – ${formatDay(to)}</title>
    <style>${raw(styles)}</style>
  </head>
  <body>
    <header>
      <p class="office">${office}</p>
      <h1>Báo cáo khó khăn, vướng mắc</h1>
      <p>Từ ngày ${formatDay(from)} đến ngày ${formatDay(to)}</p>
    </header>
    <h2>1. Số liệu chung</h2>
    ${table(
      ['Nội dung', 'Kết quả'],
      summary.map(({ name, value }) => [name, value]),
    )}
    <h2>2. Câu hỏi chưa có hướng dẫn</h2>
    ${table(
      ['Người dân hỏi', 'Số lần'],
      unanswered.map(({ question, count }) => [question, String(count)]),
    )}
    <h2>3. Chuyển cán bộ và lý do</h2>
    ${table(
      ['Lý do', 'Số phiếu'],
      handedOver.byReason.map(({ reason, count }) => [reason, String(count)]),
    )}
    ${table(
      ['Lĩnh vực', 'Số phiếu'],
      handedOver.byField.map(({ field, count }) => [field, String(count)]),
    )}
    <h2>4. Khiếu nại, phản ánh</h2>
    ${table(
      ['Phiếu', 'Ngày', 'Nội dung', 'Tình trạng'],
      complaints.map(({ number, day, summary: text, state }) => [
        number,
        formatDay(day),
        text,
        state,
      ]),
    )}
    <footer>
      <p>Lập ngày ${formatDay(madeOn)}. Số giấy tờ, số điện thoại trong báo cáo đã được che.</p>
    </footer>
  </body>
</html>`)
}

function table(head: string[], rows: string[][]) {
  if (rows.length === 0) return html`<p class="none">Không có.</p>`
  return html`<table>
    <thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
  </table>`
}

const styles = `
@page { size: A4; margin: 20mm 15mm 20mm 25mm }
body { font: 13pt/1.45 'Times New Roman', Times, serif; max-width: 170mm; margin: 1rem auto; padding: 0 1rem; color: #111 }
header { text-align: center }
.office { text-transform: uppercase; font-weight: bold }
h1 { font-size: 16pt; text-transform: uppercase; margin: .5rem 0 }
h2 { font-size: 13pt; margin: 1.2rem 0 .4rem; break-after: avoid }
table { width: 100%; border-collapse: collapse; margin: .4rem 0 .8rem }
th, td { border: 1px solid #444; padding: .25rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; white-space: pre-line }
tr { break-inside: avoid }
.none { font-style: italic }
footer { margin-top: 2rem; font-size: 11pt }
`
