import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** Faults that axe calls serious or critical: rule and place of each. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found: { id: string; impact: string; nodes: { target: string[] }[] }[] =
    await page.evaluate('axe.run().then(({ violations }) => violations)')
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}
