import {
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { TicketView } from '../../../staff/staff-api-schema.ts'
import { type InboxWanted, staffApi } from './staff.ts'

/** Names of what is kept from the service; a live event makes some of it old. */
export const keys = {
  me: ['me'],
  inbox: ['inbox'],
  counts: ['counts'],
  ticket: (number: string) => ['ticket', number],
  colleagues: ['colleagues'],
  drafts: ['drafts'],
  proposals: ['proposals'],
  cannedReplies: ['canned-replies'],
} as const

export function useMe() {
  const { data } = useQuery({ queryKey: keys.me, queryFn: staffApi.me, staleTime: Infinity })
  return data
}

export function useInbox(wanted: InboxWanted) {
  return useInfiniteQuery({
    queryKey: [...keys.inbox, wanted],
    queryFn: ({ pageParam }) => staffApi.inbox(wanted, pageParam),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
}

/** How many tickets each filter holds. */
export function useCounts() {
  const { data } = useQuery({
    queryKey: keys.counts,
    queryFn: async () =>
      (await staffApi.inbox({ filter: 'mine', field: '', channel: '', q: '' })).counts,
    staleTime: 30_000,
  })
  return data
}

export function useTicket(number: string) {
  return useQuery({
    queryKey: keys.ticket(number),
    queryFn: () => staffApi.ticket(number),
  })
}

export function useColleagues() {
  return useQuery({ queryKey: keys.colleagues, queryFn: staffApi.colleagues })
}

export function useDrafts() {
  return useQuery({ queryKey: keys.drafts, queryFn: staffApi.drafts, refetchInterval: 30_000 })
}

export function useProposals(state: 'waiting' | 'accepted') {
  return useQuery({
    queryKey: [...keys.proposals, state],
    queryFn: () => staffApi.proposals(state),
  })
}

/** With a ticket's number the variables come filled in. */
export function useCannedReplies(number = '') {
  return useQuery({
    queryKey: [...keys.cannedReplies, number],
    queryFn: () => staffApi.cannedReplies(number),
    staleTime: 60_000,
  })
}

/** A change of one ticket; the view that comes back is shown at once. */
export function useTicketChange<Given>(
  number: string,
  change: (given: Given) => Promise<TicketView>,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (view) => {
      client.setQueryData(keys.ticket(number), view)
    },
    onSettled: () => refreshTicket(client, number),
  })
}

/** Asks anew for a ticket and for the lists it stands in. */
export function refreshTicket(client: QueryClient, number: string): void {
  void client.invalidateQueries({ queryKey: keys.ticket(number) })
  void client.invalidateQueries({ queryKey: keys.inbox })
  void client.invalidateQueries({ queryKey: keys.counts })
}
