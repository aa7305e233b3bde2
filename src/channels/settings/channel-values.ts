import type { ChatChannel } from '../chat.ts'
import { type ChannelEnvironment, channelFields } from './channel-fields.ts'
import type { ChannelSettingsStore } from './channel-settings.ts'

/** How a channel is set now, secrets included: for opening it, never for showing. */
export type ChannelValues = {
  isEnabled: boolean
  /** Fields and secrets that have a value. */
  values: Record<string, string>
  /** Names of what is still to be filled in. */
  missing: string[]
}

/** What an admin has set, and what the environment gives for the rest. */
export async function readChannel(
  channel: ChatChannel,
  store: Pick<ChannelSettingsStore, 'read' | 'secret'>,
  environment: ChannelEnvironment,
): Promise<ChannelValues> {
  const stored = await store.read(channel)
  const values = { ...environment[channel], ...stored?.fields }
  for (const name of Object.keys(channelFields[channel].secrets)) {
    const secret = await store.secret(channel, name)
    if (secret !== undefined) values[name] = secret
  }
  const missing = channelFields[channel].needed.filter((name) => !values[name])
  // Whoever gives everything that is needed in the environment wants the channel.
  return { isEnabled: stored?.isEnabled ?? missing.length === 0, values, missing }
}
