import { sha256 } from '../../shared/ids.ts'
import { baseStyles } from './styles/base-styles.ts'
import { guideStyles } from './styles/guide-styles.ts'
import { homeStyles } from './styles/home-styles.ts'
import { printStyles } from './styles/print-styles.ts'

/** The style sheet of the public pages. */
export const pageStyles = baseStyles + homeStyles + guideStyles + printStyles

/** Carries the hash of the content, so browsers may keep it for good. */
export const stylesPath = `/assets/site.css?v=${sha256(pageStyles).slice(0, 10)}`
