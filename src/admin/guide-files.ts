import { type GuideForm, readGuideForm } from '../knowledge/guide-form.ts'
import { sha256 } from '../shared/ids.ts'

/** `guides/<id>.md`, the file of a guide. */
export function fileOfGuide(id: string): string {
  return `guides/${id}.md`
}

/** The id of the guide in that file; undefined for files that hold none. */
export function guideOfFile(file: string): string | undefined {
  return /^guides\/(.+)\.md$/.exec(file)?.[1]
}

/** A published guide as it is opened at the desk. */
export type LiveGuide = { text: string; hash: string; form: GuideForm }

/** Undefined when there is no such guide, or no form can be made of it. */
export function openLive(text: string | undefined): LiveGuide | undefined {
  const form = text === undefined ? undefined : readGuideForm(text)
  return text !== undefined && form ? { text, hash: sha256(text), form } : undefined
}
