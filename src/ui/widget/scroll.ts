import type { ChatState } from './chat.ts'

const marginPx = 12

/**
 * Scrolls to what is new: to the end, but never so far that the question just asked leaves the
 * top, so a long reply is read from its beginning. Once the citizen scrolls, it leaves them alone
 * until the next message.
 */
export function keepQuestionInView(): (scroller: Element | null, chat: ChatState) => void {
  let watched: Element | null = null
  let entryCount = -1
  let isLeftAlone = false
  const leaveAlone = () => {
    isLeftAlone = true
  }

  return (scroller, { entries }) => {
    if (!scroller) return
    if (scroller !== watched) {
      watched = scroller
      entryCount = -1
      scroller.addEventListener('wheel', leaveAlone, { passive: true })
      scroller.addEventListener('touchmove', leaveAlone, { passive: true })
      scroller.addEventListener('keydown', leaveAlone)
    }
    const hasGrown = entries.length !== entryCount
    entryCount = entries.length
    if (hasGrown) isLeftAlone = false
    if (isLeftAlone) return
    const questions = scroller.querySelectorAll<HTMLElement>('.entry.citizen')
    const question = questions[questions.length - 1]
    const end = scroller.scrollHeight - scroller.clientHeight
    const last = scroller.querySelector<HTMLElement>('.log > :last-child')
    const start = last?.classList.contains('staff') ? last : question
    scroller.scrollTop = start ? Math.min(end, start.offsetTop - marginPx) : 0
  }
}
