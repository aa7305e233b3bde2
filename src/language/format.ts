/** 50000 → `50.000 đồng`. Amounts are whole đồng. */
export function formatDong(amount: number): string {
  return `${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')} đồng`
}
