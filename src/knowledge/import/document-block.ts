/** A paragraph of a document, and where an official finds it. */
export type DocumentBlock = {
  kind: 'heading' | 'text' | 'item'
  text: string
  /** `đoạn 12`, `trang 3`, `dòng 40`. */
  place: string
}
