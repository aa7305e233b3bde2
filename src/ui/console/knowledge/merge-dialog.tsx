import { useState } from 'react'
import { Dialog } from '../components/dialog.tsx'
import { fieldWords } from './form-words.ts'
import type { GuideForm } from './knowledge-api.ts'

type Props = {
  title: string
  told: string
  mine: GuideForm
  theirs: GuideForm
  onMerge(form: GuideForm): void
  onClose(): void
}

/** Two versions of a guide side by side, field by field: whoever merges says which holds. */
export function MergeDialog({ title, told, mine, theirs, onMerge, onClose }: Props) {
  const fields = differingFields(mine, theirs)
  const [takenFromThem, setTaken] = useState<string[]>([])
  return (
    <Dialog title={title} isWide onClose={onClose}>
      <p>{told}</p>
      {fields.length === 0 && <p className="quiet">Hai bản giống nhau.</p>}
      {fields.map((field) => {
        const isTheirs = takenFromThem.includes(field)
        const choose = (theirsWanted: boolean) =>
          setTaken((before) => [
            ...before.filter((each) => each !== field),
            ...(theirsWanted ? [field] : []),
          ])
        return (
          <fieldset key={field} className="merge">
            <legend>{fieldWords[field] ?? field}</legend>
            <label className="merge-side">
              <span className="tick">
                <input
                  type="radio"
                  name={field}
                  checked={!isTheirs}
                  onChange={() => choose(false)}
                />
                Bản của tôi
              </span>
              <span className="as-typed">{textOf(fieldOf(mine, field))}</span>
            </label>
            <label className="merge-side">
              <span className="tick">
                <input type="radio" name={field} checked={isTheirs} onChange={() => choose(true)} />
                Bản kia
              </span>
              <span className="as-typed">{textOf(fieldOf(theirs, field))}</span>
            </label>
          </fieldset>
        )
      })}
      <div className="actions">
        <button type="button" className="button" onClick={onClose}>
          Để sau
        </button>
        <button
          type="button"
          className="button main"
          onClick={() => onMerge(mergeForms(mine, theirs, takenFromThem))}
        >
          Gộp và lưu
        </button>
      </div>
    </Dialog>
  )
}

function fieldOf(form: GuideForm, field: string): unknown {
  const [key = '', facet] = field.split('.')
  const value: unknown = Reflect.get(form, key)
  return facet === undefined ? value : Reflect.get(Object(value), facet)
}

function differingFields(mine: GuideForm, theirs: GuideForm): string[] {
  const keys = Object.keys(fieldWords)
  return keys.filter(
    (key) => JSON.stringify(fieldOf(mine, key)) !== JSON.stringify(fieldOf(theirs, key)),
  )
}

function mergeForms(mine: GuideForm, theirs: GuideForm, taken: string[]): GuideForm {
  const merged: GuideForm = { ...mine, sections: { ...mine.sections } }
  for (const field of taken) {
    const [key = '', facet] = field.split('.')
    if (facet === undefined) Reflect.set(merged, key, fieldOf(theirs, field))
    else Reflect.set(merged.sections, facet, fieldOf(theirs, field))
  }
  return merged
}

function textOf(value: unknown): string {
  if (!Array.isArray(value)) return value === null || value === '' ? '(trống)' : String(value)
  return value
    .map((each) =>
      typeof each === 'object' && each !== null
        ? Object.values(each)
            .filter((part) => part !== null && part !== '')
            .join(' · ')
        : String(each),
    )
    .join('\n')
}
