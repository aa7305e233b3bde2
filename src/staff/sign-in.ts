/** Characters. Length is what helps; what must be in it is nobody's business. */
export const shortestPassword = 10
export const longestPassword = 128
