import { Dialog } from '../components/dialog.tsx'
import { usePreferences } from './preferences.tsx'
import { shortcutHelp } from './shortcuts.ts'

/** The list of shortcuts; here they can be switched off too. */
export function ShortcutHelp({ onClose }: { onClose(): void }) {
  const { preferences, prefer } = usePreferences()
  return (
    <Dialog title="Phím tắt" onClose={onClose}>
      <table className="table">
        <tbody>
          {shortcutHelp.map(({ keys, does }) => (
            <tr key={does}>
              <th scope="row">
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label className="tick">
        <input
          type="checkbox"
          checked={preferences.shortcuts}
          onChange={({ target }) => prefer({ shortcuts: target.checked })}
        />
        Dùng phím tắt một phím trên máy này
      </label>
    </Dialog>
  )
}
