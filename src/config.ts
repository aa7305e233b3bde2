import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { ChatChannel } from './channels/chat.ts'
import { type ChannelEnvironment, channelFields } from './channels/settings/channel-fields.ts'
import { ConfigError } from './shared/errors.ts'

const origins = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  )
  .refine((list) => list.every((each) => each === '*' || isOrigin(each)), {
    error: 'origins as browsers send them (https://cuanam.hanoi.gov.vn), without path or end slash',
  })

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text
}

const mode = z.enum(['webhook', 'polling']).optional()
const webhookSecret = z
  .string()
  .regex(/^[\w-]{8,256}$/, { error: '8 to 256 letters, digits, _ and -' })
  .optional()

/** Every setting, its default and its unit. An empty or blank value means the same as none. */
const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  /** Database, indexes, generated secrets. */
  DATA_DIR: z.string().default('./data'),
  /** `postgres://…`, or empty for SQLite in DATA_DIR. */
  DATABASE_URL: z.string().optional(),
  /** Guides, ward profile, lexicons, built-in model. */
  KNOWLEDGE_DIR: z.string().optional(),
  /** Where citizens reach the service; used in printed addresses. */
  PUBLIC_URL: z.url().optional(),
  /** Signs sessions; several processes share one. Empty: made at the first start and kept in DATA_DIR. */
  SECRET_KEY: z.string().min(32, { error: 'at least 32 characters' }).optional(),
  /** `1`: a reverse proxy on another machine stands in front, whose X-Forwarded-For can be believed. */
  TRUST_PROXY: z.enum(['0', '1']).default('0'),
  /** Sites that may embed the widget, comma-separated origins; `*` for any. Empty: this site only. */
  ALLOWED_ORIGINS: origins,
  /** Any OpenAI-compatible server, with its `/v1`. Needs LLM_MODEL too; empty: no language model. */
  LLM_BASE_URL: z.url().optional(),
  LLM_MODEL: z.string().optional(),
  LLM_API_KEY: z.string().optional(),
  /** After this the guide's own text answers. Milliseconds. */
  LLM_TIMEOUT_MS: z.coerce.number().int().positive().default(20_000),
  /** `builtin`, a Transformers.js model name or folder, `openai:<model>`, or `none`. */
  EMBEDDING_MODEL: z.string().default('builtin'),
  /** So long a citizen who writes in short pieces is waited for, to get one reply; 0: not at all. Milliseconds. */
  BURST_MS: z.coerce.number().int().min(0).max(10_000).default(1000),
  /** Each empty one leaves that channel to the console's page “Kênh”; src/channels/README.md tells how. */
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, { error: 'a token as BotFather gives it: 123456:ABC…' })
    .optional(),
  TELEGRAM_MODE: mode,
  TELEGRAM_WEBHOOK_SECRET: webhookSecret,
  TELEGRAM_API_ROOT: z.url().optional(),
  ZALO_BOT_TOKEN: z.string().optional(),
  ZALO_BOT_MODE: mode,
  ZALO_BOT_WEBHOOK_SECRET: webhookSecret,
  ZALO_BOT_API_URL: z.url().optional(),
  ZALO_OA_APP_ID: z.string().optional(),
  ZALO_OA_APP_SECRET: z.string().optional(),
  /** Of the webhook page, for signatures; not the app's secret. */
  ZALO_OA_SECRET_KEY: z.string().optional(),
  /** To begin with; afterwards the renewed one is kept. */
  ZALO_OA_REFRESH_TOKEN: z.string().optional(),
  /** `1`: the account has a package, and answers past the free ones are sent. */
  ZALO_OA_PACKAGE: z.enum(['0', '1']).optional(),
  ZALO_OA_API_URL: z.url().optional(),
  ZALO_OA_OAUTH_URL: z.url().optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

export type Config = {
  port: number
  host: string
  dataDir: string
  databaseUrl: string
  knowledgeDir: string
  publicUrl: string | undefined
  secretKey: string | undefined
  trustProxy: boolean
  allowedOrigins: string[]
  llm: { baseUrl: string; model: string; apiKey: string; timeoutMs: number } | null
  embeddingModel: string
  /** For `openai:<model>` embeddings, which use the same server as the language model. */
  embeddingServer: { baseUrl: string; apiKey: string }
  burstMs: number
  channels: ChannelEnvironment
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

/** Switches of LangChain's own tracing (https://docs.langchain.com/langsmith), which would send prompts away. */
export const tracingVariables = [
  'LANGSMITH_TRACING',
  'LANGSMITH_TRACING_V2',
  'LANGCHAIN_TRACING',
  'LANGCHAIN_TRACING_V2',
]

/** The folder that holds package.json, dist and knowledge. */
const packageRoot = resolve(import.meta.dirname, '..')

/** Reads the settings; ConfigError lists everything that is wrong at once. */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const { data, error } = environment.safeParse(given)
  const problems = (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
  if (Boolean(given.LLM_BASE_URL) !== Boolean(given.LLM_MODEL)) {
    problems.push('LLM_BASE_URL and LLM_MODEL go together: set both or neither')
  }
  if (given.EMBEDDING_MODEL?.startsWith('openai:') && !given.LLM_BASE_URL) {
    problems.push('EMBEDDING_MODEL=openai:… needs LLM_BASE_URL, the server that embeds')
  }
  for (const name of ['TELEGRAM_MODE', 'ZALO_BOT_MODE']) {
    if (given[name] === 'webhook' && !given.PUBLIC_URL) {
      problems.push(`${name}=webhook needs PUBLIC_URL, the address the channel sends to`)
    }
  }
  if (!data || problems.length > 0) throw new ConfigError(problems)

  const dataDir = resolve(data.DATA_DIR)
  const llmServer = { baseUrl: data.LLM_BASE_URL ?? '', apiKey: data.LLM_API_KEY ?? '' }
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir,
    databaseUrl: data.DATABASE_URL ?? join(dataDir, 'mot-cua.sqlite'),
    knowledgeDir: resolve(data.KNOWLEDGE_DIR ?? join(packageRoot, 'knowledge')),
    publicUrl: data.PUBLIC_URL,
    secretKey: data.SECRET_KEY,
    trustProxy: data.TRUST_PROXY === '1',
    allowedOrigins: data.ALLOWED_ORIGINS,
    llm: data.LLM_MODEL
      ? { ...llmServer, model: data.LLM_MODEL, timeoutMs: data.LLM_TIMEOUT_MS }
      : null,
    embeddingModel: data.EMBEDDING_MODEL,
    embeddingServer: llmServer,
    burstMs: data.BURST_MS,
    channels: channelsIn(data),
    logLevel: data.LOG_LEVEL,
  }
}

/** What the environment says about each channel, under the names of channel-fields.ts. */
function channelsIn(data: z.infer<typeof environment>): ChannelEnvironment {
  const values: Record<string, unknown> = data
  const valuesOf = (channel: ChatChannel) => {
    const { fields, addresses, secrets } = channelFields[channel]
    return Object.fromEntries(
      Object.entries({ ...fields, ...addresses, ...secrets }).flatMap(([name, variable]) => {
        const value = values[variable]
        return typeof value === 'string' ? [[name, value]] : []
      }),
    )
  }
  return {
    telegram: valuesOf('telegram'),
    'zalo-bot': valuesOf('zalo-bot'),
    'zalo-oa': valuesOf('zalo-oa'),
  }
}
