/** The parts of a guide a citizen asks for, in the order a guide tells them. */
export const facets = [
  'ho_so',
  'thoi_han',
  'le_phi',
  'noi_nop',
  'trinh_tu',
  'dieu_kien',
  'ket_qua',
  'can_cu',
  'luu_y',
] as const

export type Facet = (typeof facets)[number]

/** What a facet is called on screen and as `##` heading of a guide file. */
export const facetTitles: Record<Facet, string> = {
  ho_so: 'Hồ sơ',
  thoi_han: 'Thời hạn',
  le_phi: 'Lệ phí',
  noi_nop: 'Nơi nộp',
  trinh_tu: 'Trình tự',
  dieu_kien: 'Điều kiện',
  ket_qua: 'Kết quả',
  can_cu: 'Căn cứ pháp lý',
  luu_y: 'Lưu ý',
}

/** The facet with that heading, whatever its case; undefined for any other heading. */
export function facetOfTitle(title: string): Facet | undefined {
  const wanted = title.trim().toLowerCase()
  return facets.find((facet) => facetTitles[facet].toLowerCase() === wanted)
}
