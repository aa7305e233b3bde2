import { ticketSequence } from '../handoff/ticket.ts'
import type { TicketProblem } from '../handoff/ticket-life.ts'
import { type AppError, ConflictError, NotFoundError } from '../shared/errors.ts'
import type { StaffDirectory } from './directory.ts'

/** `P-0012` → 12. Throws NotFoundError for what is no ticket's number. */
export function sequenceOf(number: string): number {
  const sequence = ticketSequence(number)
  if (sequence === undefined) throw noSuchTicket()
  return sequence
}

export function noSuchTicket(): NotFoundError {
  return new NotFoundError('Không có phiếu này.')
}

/** Why a ticket's action is refused, in the official's words, with who holds it. */
export async function refusal(
  { problem, heldBy }: TicketProblem,
  directory: StaffDirectory,
): Promise<AppError> {
  if (problem === 'no-such-ticket') return noSuchTicket()
  const name =
    heldBy === null ? null : ((await directory.people()).get(heldBy)?.name ?? 'đồng nghiệp')
  const holder = heldBy === null || name === null ? null : { id: heldBy, name }
  return new ConflictError(detailOf(problem, name), holder)
}

function detailOf(problem: TicketProblem['problem'], name: string | null): string {
  switch (problem) {
    case 'another-is-open':
      return 'Người dân này đang có một phiếu khác chưa xong, hoặc phiếu vẫn đang mở.'
    case 'not-open':
      return 'Phiếu đã kết thúc. Hãy mở lại phiếu trước.'
    default:
      return name === null
        ? 'Phiếu chưa có ai giữ. Hãy nhận phiếu trước.'
        : `Phiếu đang do ${name} giữ.`
  }
}
