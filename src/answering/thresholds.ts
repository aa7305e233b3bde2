/**
 * Below `answer` too many replies would be wrong, below `ask` even asking back would seldom name what
 * the citizen means; above `offTopic` the wording alone speaks against every guide. Two guides closer
 * than `close` are told apart by the citizen. A first guess that is `sure` is not held back by either.
 * Written by `npm run calibrate`.
 */
export const thresholds = {
  answer: 0.55,
  ask: 0.25,
  offTopic: 0.2,
  close: 0.15,
  sure: 0.85,
}
