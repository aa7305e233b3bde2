import { sha256 } from '../../shared/ids.ts'

/** The pages work without this: it only shows the buttons that need JavaScript. */
export const pageScript = `for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
customElements.whenDefined('mot-cua-widget').then(() => {
  for (const button of document.querySelectorAll('[data-open-widget]')) {
    button.hidden = false
    button.addEventListener('click', () => document.querySelector('mot-cua-widget')?.open())
  }
})
`

/** Carries the hash of the content, so browsers may keep it for good. */
export const scriptPath = `/assets/site.js?v=${sha256(pageScript).slice(0, 10)}`
