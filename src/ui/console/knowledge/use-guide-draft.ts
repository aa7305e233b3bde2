import { useCallback, useEffect, useRef, useState } from 'react'
import {
  type DraftConflict,
  type FieldChange,
  type FormProblem,
  type GuideForm,
  knowledgeApi,
  type OpenedGuide,
  reasonOf,
} from './knowledge-api.ts'

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict'

/** A guide as it is being written on in this window. */
export type EditedDraft = {
  form: GuideForm
  /** 0: nothing was changed yet. */
  version: number
  problems: FormProblem[]
  changes: FieldChange[]
  isBehind: boolean
  state: SaveState
  failure: string
  conflict: DraftConflict | null
  change(change: (form: GuideForm) => GuideForm): void
  /** Ends a conflict: this form over what the other person wrote. */
  merge(form: GuideForm, over: { version: number; baseHash: string }): void
  /** Resolves with the version of what is on the screen, once it is kept; null when it cannot be. */
  flush(): Promise<number | null>
}

// Long enough not to save in the middle of a word.
const pauseMs = 700
const retryMs = 5000

/** Saves by itself a moment after every change, one save at a time, and never over somebody else's. */
export function useGuideDraft(opened: OpenedGuide, start: GuideForm): EditedDraft {
  const [form, setForm] = useState(start)
  const [about, setAbout] = useState({
    version: opened.draft?.version ?? 0,
    problems: opened.problems,
    changes: opened.changes,
    isBehind: opened.isBehind,
  })
  const [state, setState] = useState<SaveState>('saved')
  const [failure, setFailure] = useState('')
  const [conflict, setConflict] = useState<DraftConflict | null>(null)
  const work = useRef({
    form: start,
    kept: start,
    version: opened.draft?.version ?? 0,
    baseHash: opened.draft?.baseHash ?? opened.live?.hash ?? '',
    timer: 0,
    saving: null as Promise<boolean> | null,
    isStopped: false,
  })

  const saveNow = useCallback(async (): Promise<boolean> => {
    const now = work.current
    window.clearTimeout(now.timer)
    if (now.saving) await now.saving
    if (now.isStopped) return false
    if (now.form === now.kept) return true
    const sent = now.form
    setState('saving')
    now.saving = (async () => {
      try {
        const { version, baseHash } = now
        const answer = await knowledgeApi.save(opened.id, { version, baseHash, form: sent })
        if (answer.conflict) {
          now.isStopped = true
          setConflict(answer)
          setState('conflict')
          return false
        }
        now.version = answer.version
        now.kept = sent
        setAbout(answer)
        setState(now.form === sent ? 'saved' : 'waiting')
        return true
      } catch (error) {
        setFailure(reasonOf(error))
        setState('failed')
        now.timer = window.setTimeout(() => void saveNow(), retryMs)
        return false
      }
    })()
    const isKept = await now.saving
    now.saving = null
    return isKept
  }, [opened.id])

  const change = useCallback(
    (next: (form: GuideForm) => GuideForm) => {
      const now = work.current
      now.form = next(now.form)
      setForm(now.form)
      if (now.isStopped) return
      setState('waiting')
      window.clearTimeout(now.timer)
      now.timer = window.setTimeout(() => void saveNow(), pauseMs)
    },
    [saveNow],
  )

  const merge = useCallback(
    (merged: GuideForm, over: { version: number; baseHash: string }) => {
      Object.assign(work.current, over, { isStopped: false })
      setConflict(null)
      change(() => merged)
      void saveNow()
    },
    [change, saveNow],
  )

  const flush = useCallback(async () => {
    for (;;) {
      if (!(await saveNow())) return null
      if (work.current.form === work.current.kept) return work.current.version
    }
  }, [saveNow])

  useEffect(() => {
    const now = work.current
    const onLeave = (event: BeforeUnloadEvent) => {
      if (now.form !== now.kept) event.preventDefault()
    }
    window.addEventListener('beforeunload', onLeave)
    return () => {
      window.removeEventListener('beforeunload', onLeave)
      // Another screen of the console: what was typed is kept first.
      void saveNow()
    }
  }, [saveNow])

  return { form, ...about, state, failure, conflict, change, merge, flush }
}
