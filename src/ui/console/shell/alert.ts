import type { Preferences } from './preferences.tsx'

/**
 * Tells of something new, as far as the official asked for it.
 *
 * The desktop shows no citizen's words: others may look at the screen.
 */
export function alertOf(title: string, text: string, preferences: Preferences): void {
  if (preferences.sound) playTone()
  if (!preferences.notifications || document.visibilityState === 'visible') return
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  const notification = new Notification(title, { body: text, tag: title })
  notification.onclick = () => {
    window.focus()
    notification.close()
  }
}

let audio: AudioContext | undefined

/** Two soft tones, made here: no file to load. */
export function playTone(): void {
  audio ??= new AudioContext()
  const start = audio.currentTime
  for (const [index, frequency] of [660, 880].entries()) {
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    const from = start + index * 0.16
    tone.frequency.value = frequency
    volume.gain.setValueAtTime(0.12, from)
    volume.gain.exponentialRampToValueAtTime(0.001, from + 0.3)
    tone.connect(volume).connect(audio.destination)
    tone.start(from)
    tone.stop(from + 0.3)
  }
}
