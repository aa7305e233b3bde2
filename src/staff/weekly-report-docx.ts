import {
  AlignmentType,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { formatDay } from '../shared/day.ts'
import type { WeeklyReport } from './weekly-report.ts'

/** The report as a Word document, in the letter that offices write in. */
export async function reportDocx(report: WeeklyReport): Promise<Uint8Array<ArrayBuffer>> {
  const { office, from, to, madeOn, summary, unanswered, handedOver, complaints } = report
  const document = new Document({
    title: `Khó khăn, vướng mắc ${formatDay(from)} – ${formatDay(to)}`,
    creator: office,
    // Word's own headings are blue, which no office writes in.
    styles: {
      default: {
        document: { run: { font: 'Times New Roman', size: 26 } },
        heading1: { run: { color: '000000', bold: true, size: 30 } },
        heading2: { run: { color: '000000', bold: true, size: 26 } },
      },
    },
    sections: [
      {
        children: [
          centred(office.toUpperCase(), true),
          new Paragraph({
            text: 'BÁO CÁO KHÓ KHĂN, VƯỚNG MẮC',
            heading: HeadingLevel.HEADING_1,
            alignment: AlignmentType.CENTER,
          }),
          centred(`Từ ngày ${formatDay(from)} đến ngày ${formatDay(to)}`),
          heading('1. Số liệu chung'),
          ...table(
            ['Nội dung', 'Kết quả'],
            summary.map(({ name, value }) => [name, value]),
          ),
          heading('2. Câu hỏi chưa có hướng dẫn'),
          ...table(
            ['Người dân hỏi', 'Số lần'],
            unanswered.map(({ question, count }) => [question, String(count)]),
          ),
          heading('3. Chuyển cán bộ và lý do'),
          ...table(
            ['Lý do', 'Số phiếu'],
            handedOver.byReason.map(({ reason, count }) => [reason, String(count)]),
          ),
          ...table(
            ['Lĩnh vực', 'Số phiếu'],
            handedOver.byField.map(({ field, count }) => [field, String(count)]),
          ),
          heading('4. Khiếu nại, phản ánh'),
          ...table(
            ['Phiếu', 'Ngày', 'Nội dung', 'Tình trạng'],
            complaints.map(({ number, day, summary: text, state }) => [
              number,
              formatDay(day),
              text,
              state,
            ]),
          ),
          paragraph(
            `Lập ngày ${formatDay(madeOn)}. Số giấy tờ, số điện thoại trong báo cáo đã được che.`,
          ),
        ],
      },
    ],
  })
  return Uint8Array.from(await Packer.toBuffer(document))
}

function centred(text: string, bold = false): Paragraph {
  const children = [new TextRun({ text: writable(text), bold })]
  return new Paragraph({ alignment: AlignmentType.CENTER, children })
}

function heading(text: string): Paragraph {
  return new Paragraph({ text, heading: HeadingLevel.HEADING_2, spacing: { before: 240 } })
}

function paragraph(text: string, bold = false): Paragraph {
  const lines = writable(text).split('\n')
  return new Paragraph({
    children: lines.map(
      (line, index) => new TextRun({ text: line, bold, ...(index > 0 ? { break: 1 } : {}) }),
    ),
  })
}

/** Between the margins of an A4 page, in twentieths of a point. */
const textWidth = 9026

/** Two tables without a paragraph between them would become one. */
function table(head: string[], rows: string[][]): (Table | Paragraph)[] {
  const columnWidths = (head.length === 2 ? [74, 26] : [12, 18, 50, 20]).map(
    (percent) => (percent * textWidth) / 100,
  )
  if (rows.length === 0) return [paragraph('Không có.')]
  const row = (cells: string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      children: cells.map((text) => new TableCell({ children: [paragraph(text, isHead)] })),
    })
  return [
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      columnWidths,
      rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
    }),
    paragraph(''),
  ]
}

/** XML has no place for most control characters; Word would not open the file. */
function writable(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
}
