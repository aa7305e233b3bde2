import { useQuery } from '@tanstack/react-query'
import { knowledgeApi } from './knowledge-api.ts'

const askedEveryMs = 10 * 60_000

/** How many guides are past a date on which somebody was to look at them, or cite what has ended. */
export function useGuidesToLookAt(isAdmin: boolean): number | undefined {
  const { data } = useQuery({
    queryKey: ['guides', 'to-look-at'],
    queryFn: () => knowledgeApi.guides({ q: '', field: '', show: 'attention' }),
    enabled: isAdmin,
    staleTime: askedEveryMs,
    refetchInterval: askedEveryMs,
  })
  return data?.counts.attention
}
