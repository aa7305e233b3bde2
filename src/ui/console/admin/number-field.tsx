import { Field } from '../components/field.tsx'

type Props = {
  label: string
  unit: string
  value: number
  least: number
  most?: number
  onChange(value: number): void
}

/** A whole number with its unit in the label. */
export function NumberField({ label, unit, value, least, most = 100_000, onChange }: Props) {
  return (
    <Field label={`${label} (${unit})`}>
      {(ids) => (
        <input
          {...ids}
          type="number"
          required
          min={least}
          max={most}
          step={1}
          value={value}
          onChange={({ target }) => onChange(target.valueAsNumber || 0)}
        />
      )}
    </Field>
  )
}
