import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { channelApi } from '../api/channels.ts'
import { channelTexts } from '../texts.ts'
import { momentText } from './format.ts'
import { useTell } from './toasts.tsx'

const problemTexts: Record<string, string> = {
  blocked: 'Người dân đã chặn hoặc rời kênh',
  window: 'Quá thời hạn Zalo cho trả lời',
  quota: 'OA hết hạn mức gửi tin',
  refused: 'Kênh không nhận nội dung này',
  'gave-up': 'Đã thử lại suốt một ngày',
  unsure: 'Không rõ đã đến hay chưa',
}

/** Messages that did not reach their citizen: of one ticket, or of all. Nothing when there are none. */
export function UndeliveredList({ number = '' }: { number?: string }) {
  const client = useQueryClient()
  const tell = useTell()
  const { data } = useQuery({
    queryKey: ['undelivered', number],
    queryFn: () => channelApi.undelivered(number),
    refetchInterval: 30_000,
  })
  const decide = useMutation({
    mutationFn: ({ id, again }: { id: number; again: boolean }) =>
      again ? channelApi.sendAgain(id) : channelApi.dismiss(id),
    onSuccess: (_, { again }) => tell.done(again ? 'Đã đưa vào hàng gửi lại.' : 'Đã bỏ qua.'),
    onError: tell.failed,
    onSettled: () => void client.invalidateQueries({ queryKey: ['undelivered'] }),
  })
  if (!data || data.messages.length === 0) return null
  return (
    <section className="notice bad stack" aria-label="Tin chưa đến người dân">
      <h2>Tin chưa đến người dân</h2>
      {data.messages.map(({ id, channel, ticketNumber, problem, at }) => (
        <div key={id} className="row">
          <span>
            {number === '' && ticketNumber && (
              <>
                <Link href={`/tickets/${ticketNumber}`}>{ticketNumber}</Link> ·{' '}
              </>
            )}
            {channelName(channel)} · {momentText(at)} · {problemTexts[problem] ?? problem}
          </span>
          <button
            type="button"
            className="button"
            disabled={decide.isPending}
            onClick={() => decide.mutate({ id, again: true })}
          >
            Gửi lại<span className="unseen"> tin lúc {momentText(at)}</span>
          </button>
          <button
            type="button"
            className="button bare"
            disabled={decide.isPending}
            onClick={() => decide.mutate({ id, again: false })}
          >
            Bỏ qua<span className="unseen"> tin lúc {momentText(at)}</span>
          </button>
        </div>
      ))}
    </section>
  )
}

/** The plain name for a channel that the console does not know. */
export function channelName(channel: string): string {
  const names: Record<string, string> = channelTexts
  return names[channel] ?? channel
}
