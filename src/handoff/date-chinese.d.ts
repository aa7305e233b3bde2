/** What we use of it; its own types cannot be found by Node's way of looking (2.1.4). */
declare module 'date-chinese' {
  /** Lunar days by Vietnam's meridian; years are of the 60-year cycle. */
  export class CalendarVietnamese {
    /** The day on which the lunar year of that solar year begins. */
    newYear(solarYear: number): number
    fromJDE(day: number): this
    set(cycle: number, year: number, month: number, leap: number, day: number): this
    /** `[cycle, year, month, leap, day]` */
    get(): number[]
    toGregorian(solarYear: number): { year: number; month: number; day: number }
  }
}
