import { Worker } from 'node:worker_threads'
import { UpstreamError } from '../shared/errors.ts'
import type { EmbedRequest, EmbedResponse } from './transformers-worker.ts'

type Asked = { resolve: (vectors: Float32Array) => void; reject: (error: UpstreamError) => void }

/** Asks the process's one embedding thread; starts it when it does not run yet. */
export const askTransformers = createThread()

/**
 * One thread for all models of the process, never stopped: onnxruntime's binding keeps its classes in
 * static variables, and the process crashes or cannot load it when a second thread does, even after
 * the first has ended.
 */
function createThread() {
  const asked = new Map<number, Asked>()
  let nextId = 0
  let worker: Worker | undefined
  let failure: UpstreamError | undefined

  const fail = (cause: unknown) => {
    failure ??= new UpstreamError('embedding model', cause)
    for (const { reject } of asked.values()) reject(failure)
    asked.clear()
  }
  const settle = (response: EmbedResponse) => {
    const waiting = asked.get(response.id)
    asked.delete(response.id)
    if (asked.size === 0) worker?.unref()
    if ('vectors' in response) waiting?.resolve(response.vectors)
    else waiting?.reject(new UpstreamError('embedding model', response.error))
  }
  const start = () => {
    const started = startWorker()
    started.on('message', settle)
    started.on('error', fail)
    started.on('exit', (code) => fail(`its thread ended with ${code}`))
    return started
  }

  return (request: Omit<EmbedRequest, 'id'>): Promise<Float32Array> => {
    if (failure) return Promise.reject(failure)
    const running = worker ?? start()
    worker = running
    const id = nextId++
    return new Promise((resolve, reject) => {
      asked.set(id, { resolve, reject })
      // While something is asked the process must not end under it.
      running.ref()
      running.postMessage({ id, ...request } satisfies EmbedRequest)
    })
  }
}

/** From source (tests, scripts) the worker is TypeScript, and Node 20 needs a loader for that. */
function startWorker(): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./transformers-worker.js', import.meta.url))
  }
  const { href } = new URL('./transformers-worker.ts', import.meta.url)
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import('${href}') })`
  return new Worker(load, { eval: true })
}
