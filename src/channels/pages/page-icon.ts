/** A plain sign of ours, a gate. The national emblem is for the office itself to use. */
export const markPaths = `<circle cx="24" cy="24" r="22.5"/>
<path d="M10 20.5L24 12l14 8.5M13 36h22M15.5 34V22.5M32.5 34V22.5M20 34v-8.5a4 4 0 018 0V34"/>`

/** The sign as the icon of the pages. */
export const pageIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none"
 stroke="#f3d58a" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">
<circle cx="24" cy="24" r="24" fill="#8f1d17" stroke="none"/>${markPaths}</svg>`
