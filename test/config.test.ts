import { isAbsolute, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { ConfigError } from '../src/shared/errors.ts'
import { repoKnowledge } from './support/knowledge-folder.ts'

/** What the settings are refused for, one fault a line. */
function faultsOf(variables: Record<string, string>): string[] {
  try {
    readConfig(variables)
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n')
    throw error
  }
  return []
}

describe('readConfig', () => {
  it('serves on port 3000 from SQLite without a language model when nothing is set', () => {
    const dataDir = resolve('data')

    expect(readConfig({})).toEqual({
      port: 3000,
      host: '0.0.0.0',
      dataDir,
      databaseUrl: join(dataDir, 'mot-cua.sqlite'),
      knowledgeDir: repoKnowledge,
      publicUrl: undefined,
      secretKey: undefined,
      trustProxy: false,
      allowedOrigins: [],
      llm: null,
      embeddingModel: 'builtin',
      embeddingServer: { baseUrl: '', apiKey: '' },
      burstMs: 1000,
      channels: { telegram: {}, 'zalo-bot': {}, 'zalo-oa': {} },
      logLevel: 'info',
    })
  })

  it.each(['', ' '])('takes %j for none, whichever setting it is', (nothing) => {
    const names = ['PORT', 'HOST', 'DATA_DIR', 'DATABASE_URL', 'KNOWLEDGE_DIR', 'PUBLIC_URL']
    const more = ['ALLOWED_ORIGINS', 'LLM_BASE_URL', 'LLM_MODEL', 'LLM_API_KEY', 'LLM_TIMEOUT_MS']
    const last = ['EMBEDDING_MODEL', 'BURST_MS', 'LOG_LEVEL']
    const empty = Object.fromEntries([...names, ...more, ...last].map((name) => [name, nothing]))

    expect(readConfig(empty)).toEqual(readConfig({}))
  })

  it('takes every setting that is given', () => {
    const config = readConfig({
      PORT: '8080',
      HOST: '127.0.0.1',
      DATA_DIR: '/var/lib/mot-cua',
      DATABASE_URL: 'postgres://ward@db/ward',
      KNOWLEDGE_DIR: '/srv/knowledge',
      PUBLIC_URL: 'https://cuanam.example.vn',
      SECRET_KEY: 'a secret of thirty-two characters',
      TRUST_PROXY: '1',
      ALLOWED_ORIGINS: ' https://a.vn, https://b.vn ,',
      LLM_BASE_URL: 'http://localhost:8000/v1',
      LLM_MODEL: 'qwen',
      LLM_API_KEY: 'khoa',
      LLM_TIMEOUT_MS: '1500',
      BURST_MS: '0',
      EMBEDDING_MODEL: 'openai:bge-m3',
      LOG_LEVEL: 'warn',
    })

    expect(config).toEqual({
      port: 8080,
      host: '127.0.0.1',
      dataDir: '/var/lib/mot-cua',
      databaseUrl: 'postgres://ward@db/ward',
      knowledgeDir: '/srv/knowledge',
      publicUrl: 'https://cuanam.example.vn',
      secretKey: 'a secret of thirty-two characters',
      trustProxy: true,
      allowedOrigins: ['https://a.vn', 'https://b.vn'],
      llm: { baseUrl: 'http://localhost:8000/v1', model: 'qwen', apiKey: 'khoa', timeoutMs: 1500 },
      embeddingModel: 'openai:bge-m3',
      embeddingServer: { baseUrl: 'http://localhost:8000/v1', apiKey: 'khoa' },
      burstMs: 0,
      channels: { telegram: {}, 'zalo-bot': {}, 'zalo-oa': {} },
      logLevel: 'warn',
    })
  })

  it('keeps the SQLite file in DATA_DIR', () => {
    const { databaseUrl, dataDir } = readConfig({ DATA_DIR: 'somewhere' })

    expect(isAbsolute(dataDir)).toBe(true)
    expect(databaseUrl).toBe(join(dataDir, 'mot-cua.sqlite'))
  })

  it('ignores variables that are not ours', () => {
    expect(readConfig({ PATH: '/bin', PORTS: 'x', NODE_ENV: 'test' })).toEqual(readConfig({}))
  })

  it('names every fault at once, each by its setting', () => {
    const faults = faultsOf({
      PORT: '99999',
      PUBLIC_URL: 'cuanam',
      LLM_BASE_URL: 'not a url',
      LLM_TIMEOUT_MS: '-1',
      LOG_LEVEL: 'loud',
      LLM_MODEL: '',
      EMBEDDING_MODEL: 'openai:bge-m3',
    })

    const settings = ['PORT', 'PUBLIC_URL', 'LLM_BASE_URL', 'LLM_TIMEOUT_MS', 'LOG_LEVEL']
    for (const setting of settings) {
      expect(faults).toContainEqual(expect.stringMatching(new RegExp(`^${setting}: .+`)))
    }
  })

  it.each(['-1', '65536', '3000.5', 'ba nghìn', '3000;'])('refuses PORT=%j', (port) => {
    expect(faultsOf({ PORT: port })).toEqual([expect.stringMatching(/^PORT: /)])
  })

  it.each([{ LLM_MODEL: 'qwen' }, { LLM_BASE_URL: 'http://localhost:8000/v1' }])(
    'refuses half a language model: %o',
    (half) => {
      expect(faultsOf(half)).toEqual([expect.stringMatching(/LLM_BASE_URL and LLM_MODEL/)])
    },
  )

  it('takes the settings of channels, and checks what a channel could not work with', () => {
    const { channels } = readConfig({
      PUBLIC_URL: 'https://phuong.example',
      TELEGRAM_BOT_TOKEN: '123456:ABC-def_1',
      TELEGRAM_MODE: 'webhook',
      ZALO_OA_APP_ID: '36',
    })

    expect(channels.telegram).toEqual({ botToken: '123456:ABC-def_1', mode: 'webhook' })
    expect(channels['zalo-oa']).toEqual({ appId: '36' })
    expect(
      faultsOf({ TELEGRAM_BOT_TOKEN: 'abc', TELEGRAM_MODE: 'webhook', ZALO_BOT_MODE: 'push' }),
    ).toEqual([
      expect.stringMatching(/^TELEGRAM_BOT_TOKEN: /),
      expect.stringMatching(/^ZALO_BOT_MODE: /),
      expect.stringMatching(/^TELEGRAM_MODE=webhook needs PUBLIC_URL/),
    ])
  })

  it('names two settings that do not go together in one go', () => {
    const faults = faultsOf({ LLM_MODEL: 'qwen', EMBEDDING_MODEL: 'openai:bge-m3' })

    expect(faults).toHaveLength(2)
  })

  it('names settings that do not go together beside settings that are wrong', () => {
    const faults = faultsOf({ PORT: 'x', LLM_MODEL: 'qwen' })

    expect(faults).toEqual([
      expect.stringMatching(/^PORT: /),
      expect.stringMatching(/LLM_BASE_URL and LLM_MODEL/),
    ])
  })

  it('does not print the key of the language model', () => {
    const faults = faultsOf({ LLM_API_KEY: 'bi-mat', PORT: 'x', LLM_BASE_URL: 'x' })

    expect(faults.join()).not.toContain('bi-mat')
  })

  it.each(['cuanam.hanoi.gov.vn', 'https://a.vn/', 'https://a.vn/path'])(
    'refuses ALLOWED_ORIGINS=%s, which no browser would ever send',
    (origins) => {
      expect(faultsOf({ ALLOWED_ORIGINS: origins })).toEqual([
        expect.stringMatching(/^ALLOWED_ORIGINS/),
      ])
    },
  )

  it('lets any site embed the widget with ALLOWED_ORIGINS=*', () => {
    expect(readConfig({ ALLOWED_ORIGINS: '*' }).allowedOrigins).toEqual(['*'])
  })
})
