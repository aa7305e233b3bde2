/** The time now. A function, so that tests and `--now` can set it. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/** A clock that stands at that moment. */
export function stoppedClock(moment: Date): Clock {
  return () => moment
}
