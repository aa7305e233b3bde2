/**
 * Stands where an import could not tell, with what to look at behind it. A published guide has none: the
 * parser refuses it, so nothing goes live unread.
 */
export const openPoint = '[Cần đọc lại]'
