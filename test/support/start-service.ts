import { readConfig } from '../../src/config.ts'
import { stoppedClock } from '../../src/shared/clock.ts'
import { silentLog } from '../../src/shared/log.ts'
import { type Service, type WireOptions, wire } from '../../src/wire.ts'
import { openTemporaryFolder } from './temporary-folder.ts'

export type StartedService = Service & {
  databaseUrl: string
  /** Stops it and forgets its data. */
  stop(): Promise<void>
}

/** The day on which tests ask: guides carry facts that begin and end. */
const testDay = new Date('2026-11-24T03:00:00Z')

/** The real service with its own data folder; searches by words only, and waits for no burst, unless a setting says otherwise. */
export async function startService(
  settings: Record<string, string> = {},
  options: WireOptions = {},
): Promise<StartedService> {
  const data = openTemporaryFolder()
  const usual = { DATA_DIR: data.path, EMBEDDING_MODEL: 'none', BURST_MS: '0' }
  const config = readConfig({ ...usual, ...settings })
  const service = await wire(config, silentLog, { clock: stoppedClock(testDay), ...options })
  return {
    ...service,
    databaseUrl: config.databaseUrl,
    async stop() {
      await service.close()
      data.remove()
    },
  }
}
