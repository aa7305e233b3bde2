import { useState } from 'react'
import { Field } from '../components/field.tsx'

type Props = {
  label: string
  hint: string
  fault: string
  lines: string[]
  rows?: number
  onChange(lines: string[]): void
}

/** A list of short texts, one a line. */
export function LinesField({ label, hint, fault, lines, rows = 6, onChange }: Props) {
  const [typed, setTyped] = useState(lines.join('\n'))
  const told = lines.join('\n')
  // Empty lines are there while they are typed and nowhere else.
  const shown = toLines(typed).join('\n') === told ? typed : told
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(ids) => (
        <textarea
          {...ids}
          rows={rows}
          value={shown}
          onChange={({ target }) => {
            setTyped(target.value)
            onChange(toLines(target.value))
          }}
        />
      )}
    </Field>
  )
}

function toLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
