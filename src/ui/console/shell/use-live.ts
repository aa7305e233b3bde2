import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { LiveTicket, LiveTyping, Me } from '../../../staff/staff-api-schema.ts'
import { followDesk, type LiveState } from '../api/live.ts'
import { keys } from '../api/queries.ts'
import { eventsUrl } from '../api/staff.ts'
import { alertOf } from './alert.ts'
import { usePreferences } from './preferences.tsx'
import { forgetTyping, rememberTyping } from './typing.ts'

// Many events in a burst ask for the inbox once.
const refreshMs = 250

/** Keeps what is on the screen true while the desk is open; tells of new tickets and messages. */
export function useLive(me: Me): LiveState {
  const client = useQueryClient()
  const { preferences } = usePreferences()
  const liked = useRef(preferences)
  liked.current = preferences
  const [state, setState] = useState<LiveState>('connecting')
  const { id: myId } = me

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const refreshLists = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        void client.invalidateQueries({ queryKey: keys.inbox })
        void client.invalidateQueries({ queryKey: keys.counts })
      }, refreshMs)
    }
    const onTicket = ({ number, type, who, row }: LiveTicket) => {
      refreshLists()
      void client.invalidateQueries({ queryKey: keys.ticket(number) })
      if (type === 'citizen-message' || type === 'staff-message') forgetTyping(number)
      if (who?.id === myId) return
      const concernsMe = row.owner === null || row.owner.id === myId
      if (!concernsMe) return
      if (type === 'opened' || type === 'reopened') {
        alertOf(`Phiếu mới ${number}`, row.field ?? 'Có người dân đang chờ.', liked.current)
      }
      if (type === 'citizen-message') {
        alertOf(`Tin nhắn mới ${number}`, 'Người dân vừa trả lời.', liked.current)
      }
      if (row.owner?.id !== myId) return
      if (type === 'transferred') {
        alertOf(`Phiếu ${number} được chuyển cho bạn`, row.field ?? '', liked.current)
      }
      if (type === 'assigned') {
        alertOf(`Phiếu ${number} được giao cho bạn`, row.field ?? '', liked.current)
      }
    }
    const onEvent = (type: string, value: unknown) => {
      if (type === 'ticket') onTicket(value as LiveTicket)
      if (type === 'counts') client.setQueryData(keys.counts, value)
      if (type === 'presence') void client.invalidateQueries({ queryKey: keys.colleagues })
      if (type === 'draft') void client.invalidateQueries({ queryKey: keys.drafts })
      if (type === 'reset') void client.invalidateQueries()
      if (type === 'typing') {
        const { number, by, staff } = value as LiveTyping
        if (staff?.id !== myId) rememberTyping(number, by === 'staff' ? staff : null)
      }
    }
    const stop = followDesk({
      fetch: fetch.bind(window),
      url: eventsUrl,
      onEvent,
      onState: setState,
      onResume: () => void client.invalidateQueries(),
      onSignedOut: () => void client.invalidateQueries({ queryKey: keys.me }),
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [client, myId])

  return state
}
