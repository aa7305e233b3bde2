import { css } from 'lit'

/** The strip about the citizen's ticket, and the small forms of it. */
export const deskStyles = css`
.desk { padding: 8px 14px; background: #f1f8f3; border-bottom: 1px solid #b5d6bf; font-size: .9em; max-height: 45%; overflow-y: auto; }
.desk p { display: flex; align-items: center; gap: .5em; color: #14532d; }
.desk summary { display: flex; align-items: center; min-height: 44px; font-weight: 600; cursor: pointer; text-decoration: underline; }
.desk form { display: flex; flex-direction: column; gap: 8px; padding: 4px 0 8px; }
.desk input:not([type]), .desk [type=tel] { font: inherit; min-height: 44px; padding: 0 .8em; border: 1.5px solid #9c8f82; border-radius: 10px; }
.desk [type=checkbox] { width: 20px; height: 20px; vertical-align: middle; }
.stars button { flex: 1; border: 1.5px solid #8fae99; background: #fff; font-weight: 600; }
.greeting .desk { margin-top: 14px; border-radius: 12px; border: 1px solid var(--line); background: var(--card); max-height: none; }
.typed { white-space: pre-wrap; }
.attach { display: grid; place-items: center; width: 44px; height: 46px; cursor: pointer; color: var(--soft-ink); }
.attach:focus-within { outline: 3px solid #1b5fae; border-radius: 12px; }
`
