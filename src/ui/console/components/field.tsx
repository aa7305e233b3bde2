import { type ReactNode, useId } from 'react'

type Ids = { id: string; 'aria-describedby': string; 'aria-invalid': boolean }
type Props = {
  label: string
  hint?: string
  fault?: string | undefined
  children: (ids: Ids) => ReactNode
}

/** A label, its control, a hint and what is wrong, tied together for screen readers. */
export function Field({ label, hint = '', fault = '', children }: Props) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': `${id}-more`, 'aria-invalid': fault !== '' })}
      <span id={`${id}-more`}>
        {hint && <span className="hint">{hint} </span>}
        {fault && <span className="fault">{fault}</span>}
      </span>
    </div>
  )
}
