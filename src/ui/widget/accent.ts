const ink = '#1f1a17'
const minimumContrast = 4.5

/** Colours made from the office's accent that keep text readable (WCAG AA) whatever it is. */
export function accentColours(accent: string): { fill: string; onFill: string; onPaper: string } {
  const isDark = contrast(accent, '#ffffff') >= minimumContrast
  return { fill: accent, onFill: isDark ? '#ffffff' : ink, onPaper: isDark ? accent : ink }
}

/** Gives the widget the office's colour. */
export function applyAccent(widget: HTMLElement, accent: string): void {
  const { fill, onFill, onPaper } = accentColours(accent)
  widget.style.setProperty('--mot-cua-fill', fill)
  widget.style.setProperty('--mot-cua-on-fill', onFill)
  widget.style.setProperty('--mot-cua-on-paper', onPaper)
}

/** WCAG contrast ratio of two `#rrggbb` colours, 1…21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}
