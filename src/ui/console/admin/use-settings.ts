import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { SettingKey } from '../../../staff/staff-api-schema.ts'
import { adminApi } from '../api/staff.ts'
import { useTell } from '../components/toasts.tsx'
import type { Settings } from './settings-types.ts'

/** One group of settings as it is being edited. */
export function useSettings<Key extends SettingKey>(key: Key) {
  const client = useQueryClient()
  const tell = useTell()
  const question = useQuery({
    queryKey: ['settings', key],
    queryFn: () => adminApi.settings(key),
    // What is being typed is not to be overwritten.
    staleTime: Infinity,
  })
  const [value, setValue] = useState<Settings[Key] | undefined>(question.data)
  useEffect(() => {
    if (question.data) setValue(question.data)
  }, [question.data])
  const save = useMutation({
    mutationFn: (wanted: Settings[Key]) => adminApi.saveSettings(key, wanted),
    onSuccess: (_, wanted) => {
      client.setQueryData(['settings', key], wanted)
      tell.done('Đã lưu.')
    },
    onError: tell.failed,
  })
  return { question, value, setValue, save }
}
