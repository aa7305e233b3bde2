/** Imports point one way: fails when a file of src/ imports from a room above its own. */
import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'

/** Rooms of src/ from the bottom up: a file imports only from its own and earlier lines. */
const rooms = [
  ['shared'],
  ['language'],
  ['knowledge'],
  ['retrieval'],
  ['answering'],
  ['handoff'],
  ['conversation'],
  ['http'],
  ['channels', 'staff', 'ops'],
  ['admin'],
  ['adapters'],
]
const aside = ['ui']
/** What the browser's code takes from the service: types alone, which are gone when it is built. */
const onlyTypes = /^import type [^;]*? from '(?:\.\.\/)+(?:staff|admin)\/.*$/gm
const roomOf = (path: string) => (path.includes('/') ? (path.split('/')[0] ?? '') : '')
const levelOf = (room: string) => rooms.findIndex((level) => level.includes(room))

const wrong = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && roomOf(path) !== '')
  .flatMap((path) => {
    const own = roomOf(path)
    const whole = readFileSync(`src/${path}`, 'utf8')
    const text = aside.includes(own) ? whole.replaceAll(onlyTypes, '') : whole
    const targets = [...text.matchAll(/from '(\.[^']+)'/g)].map(([, file = '']) =>
      roomOf(posix.join(posix.dirname(path), file)),
    )
    return targets
      .filter((room) => room !== own && levelOf(room) >= 0)
      .filter((room) => aside.includes(own) || levelOf(room) >= levelOf(own))
      .map((room) => `src/${path} may not import from ${room}/`)
  })
for (const line of wrong) console.error(line)
process.exitCode = wrong.length > 0 ? 1 : 0
