import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit'

/** Line icons, 24 × 24, hidden from screen readers: the button beside them has the name. */
function icon(shapes: SVGTemplateResult): TemplateResult {
  return html`<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"
    stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shapes}</svg>`
}

export const icons = {
  chat: icon(svg`<path d="M4 5.5h16v11h-9L6.5 20v-3.500H4z"/><path d="M8 9.500h8M8 12.700h5"/>`),
  close: icon(svg`<path d="M6 6l12 12M18 6L6 18"/>`),
  send: icon(svg`<path d="M12 19V5M6 11l6-6 6 6"/>`),
  erase: icon(
    svg`<path d="M4.5 7h15M9.5 7V4.500h5V7M6.5 7l.8 12.500h9.400L17.5 7M10.2 11v5M13.8 11v5"/>`,
  ),
  person: icon(
    svg`<circle cx="12" cy="8.2" r="3.7"/><path d="M4.8 20c.6-4 3.5-6 7.2-6s6.6 2 7.2 6"/>`,
  ),
  office: icon(
    svg`<path d="M4 20h16M6 20V9.500M18 20V9.500M10 20v-9M14 20v-9M3.5 9.500L12 4l8.5 5.500z"/>`,
  ),
  ticket: icon(
    svg`<path d="M4 7h16v3.200a1.9 1.9 0 000 3.600V17H4v-3.200a1.9 1.9 0 000-3.600z"/><path d="M9.5 7v10" stroke-dasharray="2 2"/>`,
  ),
  question: icon(
    svg`<circle cx="12" cy="12" r="8.5"/><path d="M9.7 9.600a2.4 2.4 0 114 1.800c-.9.7-1.7 1.2-1.7 2.300M12 16.600v.1"/>`,
  ),
  notice: icon(svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 8v.1"/>`),
  up: icon(
    svg`<path d="M7.5 11L11 4.500c1.5 0 2.3 1 2.1 2.400L12.7 10h5a1.8 1.8 0 011.8 2.200l-1.2 5.400a1.8 1.8 0 01-1.8 1.400H7.500zM7.5 11H4.500v8h3"/>`,
  ),
  down: icon(
    svg`<path d="M16.5 13L13 19.500c-1.5 0-2.3-1-2.1-2.400l.4-3.100h-5a1.8 1.8 0 01-1.8-2.200l1.2-5.400A1.8 1.8 0 017.5 5h9zM16.5 13h3V5h-3"/>`,
  ),
  copy: icon(
    svg`<rect x="8.5" y="8.5" width="11" height="11" rx="2"/><path d="M15.5 8.500v-2a2 2 0 00-2-2h-7a2 2 0 00-2 2v7a2 2 0 002 2h2"/>`,
  ),
  page: icon(
    svg`<path d="M6.5 3.500h7.500l4 4v13H6.500z"/><path d="M13.5 3.700V8h4.300M9.5 12h5.500M9.5 15.500h5.5"/>`,
  ),
  clip: icon(
    svg`<path d="M8 12.500l5.500-5.500a2.800 2.800 0 014 4L10 18.500a4.300 4.300 0 01-6-6L11 5.500"/>`,
  ),
  unfold: icon(svg`<path d="M7 10l5 5 5-5"/>`),
}
