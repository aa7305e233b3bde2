/** Small letters without dấu: `Đăng ký` → `dang ky`, so that both ways of typing find it. */
export function fold(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd')
}
