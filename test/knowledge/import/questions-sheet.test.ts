import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readQuestionsSheet } from '../../../src/knowledge/import/questions-sheet.ts'

const guides = [
  { id: 'cap-the', code: '9.000001', title: 'Cấp thẻ mượn sách', questions: ['thẻ làm ở đâu'] },
  { id: 'tra-sach', code: null, title: 'Trả sách', questions: [] },
]
const bytesOf = (text: string) => new TextEncoder().encode(text)

/** A workbook of one sheet with those cells. */
function xlsxOf(rows: string[][]): Uint8Array {
  const cells = rows.map((row, at) => {
    const written = row.map(
      (cell, column) =>
        `<c r="${String.fromCharCode(65 + column)}${at + 1}" t="inlineStr"><is><t>${cell}</t></is></c>`,
    )
    return `<row r="${at + 1}">${written.join('')}</row>`
  })
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return zipSync({
    '[Content_Types].xml': bytesOf(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
    ),
    '_rels/.rels': bytesOf(
      `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': bytesOf(
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': bytesOf(
      `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/styles.xml': bytesOf(
      `<styleSheet xmlns="${main}"><cellXfs count="1"><xf/></cellXfs></styleSheet>`,
    ),
    'xl/worksheets/sheet1.xml': bytesOf(
      `<worksheet xmlns="${main}"><sheetData>${cells.join('')}</sheetData></worksheet>`,
    ),
  })
}

const read = (bytes: Uint8Array) => readQuestionsSheet({ file: 'hoi.xlsx', bytes }, guides)

describe('a spreadsheet of questions', () => {
  it('gives each guide its new questions, found by id, code or name', async () => {
    const { rows, drafts, problems } = await read(
      xlsxOf([
        ['Câu hỏi', 'Thủ tục'],
        ['làm thẻ mất bao lâu', '9.000001'],
        ['thẻ cho trẻ em có mất tiền không', 'cap-the'],
        ['trả sách trễ thì sao', 'trả sách'],
      ]),
    )
    expect(rows).toBe(3)
    expect(problems).toEqual([])
    expect(drafts).toEqual([
      { guide: 'cap-the', questions: ['làm thẻ mất bao lâu', 'thẻ cho trẻ em có mất tiền không'] },
      { guide: 'tra-sach', questions: ['trả sách trễ thì sao'] },
    ])
  })

  it('names the row of a guide that is not there, and of a question there already', async () => {
    const { drafts, problems } = await read(
      xlsxOf([
        ['Câu hỏi', 'Thủ tục'],
        ['xin phép bay', 'khong-co'],
        ['The lam o dau', 'cap-the'],
      ]),
    )
    expect(drafts).toEqual([])
    expect(problems).toMatchObject([
      { line: 2, message: expect.stringMatching(/khong-co.*sửa/) },
      { line: 3, message: expect.stringMatching(/đã có/) },
    ])
  })

  it.each([
    ['without the columns', xlsxOf([['A', 'B']]), /cột "Câu hỏi"/],
    ['that is no spreadsheet', bytesOf('chữ'), /lưu lại dạng \.xlsx/],
  ])('%s says what to do', async (_what, bytes, message) => {
    expect((await read(bytes)).problems).toMatchObject([
      { kind: 'broken', message: expect.stringMatching(message) },
    ])
  })
})
