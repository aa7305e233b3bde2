import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TicketView, Transfer } from '../../../staff/staff-api-schema.ts'
import { keys, refreshTicket } from '../api/queries.ts'
import { ApiProblem } from '../api/request.ts'
import { staffApi } from '../api/staff.ts'
import { useTell } from '../components/toasts.tsx'

export type TicketActions = ReturnType<typeof useTicketActions>

type Change = { run(): Promise<TicketView>; done: string; after?: (() => void) | undefined }

/** What an official may do to a ticket; each tells how it went. */
export function useTicketActions(number: string) {
  const client = useQueryClient()
  const tell = useTell()
  const { mutate, isPending } = useMutation({
    mutationFn: ({ run }: Change) => run(),
    onSuccess: (view, { done, after }) => {
      client.setQueryData(keys.ticket(number), view)
      tell.done(done)
      after?.()
    },
    onError: (error, { after }) => {
      // Too late is no fault of theirs: what is true now is shown at once.
      if (error instanceof ApiProblem && error.status === 409) after?.()
      tell.failed(error)
    },
    onSettled: () => refreshTicket(client, number),
  })
  return {
    isPending,
    claim: () =>
      mutate({ run: () => staffApi.claim(number), done: `Bạn đã nhận phiếu ${number}.` }),
    release: () =>
      mutate({ run: () => staffApi.release(number), done: 'Đã trả phiếu về hàng chờ.' }),
    returnToBot: () =>
      mutate({
        run: () => staffApi.returnToBot(number),
        done: 'Đã giao lại cho trợ lý tự động.',
      }),
    reopen: () => mutate({ run: () => staffApi.reopen(number), done: 'Đã mở lại phiếu.' }),
    resolve: (closingNote: string, after: () => void) =>
      mutate({
        run: () => staffApi.resolve(number, closingNote),
        done: `Phiếu ${number} đã xong.`,
        after,
      }),
    transfer: (to: Transfer, after: () => void) =>
      mutate({ run: () => staffApi.transfer(number, to), done: 'Đã chuyển phiếu.', after }),
  }
}
