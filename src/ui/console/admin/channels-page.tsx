import { useQuery } from '@tanstack/react-query'
import { channelApi } from '../api/channels.ts'
import { PageTitle } from '../components/page-title.tsx'
import { UndeliveredList } from '../components/undelivered-list.tsx'
import { Waiting } from '../components/waiting.tsx'
import { AdminPlaces } from './admin-places.tsx'
import { ChannelCard } from './channel-card.tsx'

/** Telegram and Zalo: on or off, how they stand, and their keys, which go in and never come out. */
export function ChannelsPage() {
  const question = useQuery({
    queryKey: ['channels'],
    queryFn: channelApi.channels,
    refetchInterval: 15_000,
  })
  return (
    <div className="page">
      <AdminPlaces />
      <PageTitle title="Kênh" />
      <UndeliveredList />
      {!question.data && <Waiting question={question} />}
      {question.data?.channels.map((channel) => (
        <ChannelCard key={channel.channel} view={channel} />
      ))}
    </div>
  )
}
