import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { attempt } from '../../widget/conversation-store.ts'
import { fieldOf, parseJson } from '../../widget/read-json.ts'

/** How this official likes the console; kept in this browser. */
export type Preferences = { sound: boolean; notifications: boolean; shortcuts: boolean }

const key = 'mot-cua:console'
const PreferencesContext = createContext<{
  preferences: Preferences
  prefer(change: Partial<Preferences>): void
}>({ preferences: readPreferences(), prefer: () => undefined })

function readPreferences(): Preferences {
  const value = parseJson(attempt(() => localStorage.getItem(key)) ?? '')
  return {
    sound: fieldOf(value, 'sound') === true,
    notifications: fieldOf(value, 'notifications') === true,
    shortcuts: fieldOf(value, 'shortcuts') !== false,
  }
}

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [preferences, setPreferences] = useState(readPreferences)
  const prefer = useCallback((change: Partial<Preferences>) => {
    setPreferences((before) => {
      const after = { ...before, ...change }
      attempt(() => localStorage.setItem(key, JSON.stringify(after)))
      return after
    })
  }, [])
  const value = useMemo(() => ({ preferences, prefer }), [preferences, prefer])
  return <PreferencesContext value={value}>{children}</PreferencesContext>
}

export function usePreferences() {
  return useContext(PreferencesContext)
}
