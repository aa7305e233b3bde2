import { createClient } from './client.ts'
import { createConversationStore } from './conversation-store.ts'
import { MotCuaWidget } from './mot-cua-widget.ts'
import { readSettings } from './settings.ts'

const tag = 'mot-cua-widget'

/** Puts the widget on the page whose script tag loaded this file. */
function start(script: HTMLScriptElement): void {
  if (customElements.get(tag)) return
  const settings = readSettings(script.dataset, script.src)
  const store = createConversationStore(() => localStorage, settings.api)
  const client = createClient({ api: settings.api, fetch: fetch.bind(window), store, wait })
  customElements.define(tag, MotCuaWidget)
  document.body.append(new MotCuaWidget({ settings, client, store, newMessageId }))
}

/** Waits that long, or until the network is back. */
function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      window.removeEventListener('online', go)
      resolve()
    }
    const timer = setTimeout(go, ms)
    window.addEventListener('online', go)
  })
}

/** Unguessable and unique; `crypto.randomUUID` is missing on plain-http pages. */
function newMessageId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return `wm_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

const script = document.currentScript
if (script instanceof HTMLScriptElement) {
  if (document.body) start(script)
  else document.addEventListener('DOMContentLoaded', () => start(script))
}
