import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
} from 'react'
import { messageOf } from '../api/request.ts'

type Toast = { id: number; text: string; isBad: boolean }
type Tell = {
  done(text: string): void
  refused(text: string): void
  failed(error: unknown): void
}

const TellContext = createContext<Tell>({
  done: () => undefined,
  refused: () => undefined,
  failed: () => undefined,
})
const shownMs = 6000

/** Short sentences on what was just done or failed, read out by screen readers. */
export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([])
  const count = useRef(0)
  const show = useCallback((text: string, isBad: boolean) => {
    count.current += 1
    const id = count.current
    setToasts((before) => [...before.slice(-2), { id, text, isBad }])
    setTimeout(() => setToasts((before) => before.filter((toast) => toast.id !== id)), shownMs)
  }, [])
  const tell = useMemo<Tell>(
    () => ({
      done: (text) => show(text, false),
      refused: (text) => show(text, true),
      failed: (error) => show(messageOf(error), true),
    }),
    [show],
  )
  return (
    <TellContext value={tell}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map(({ id, text, isBad }) => (
          <p key={id} className={isBad ? 'toast bad' : 'toast'}>
            {text}
          </p>
        ))}
      </div>
    </TellContext>
  )
}

/** Tells the official how an action went. */
export function useTell(): Tell {
  return useContext(TellContext)
}
