import { icons } from '../components/icons.tsx'
import { Menu } from '../components/menu.tsx'
import { playTone } from './alert.ts'
import { usePreferences } from './preferences.tsx'

/** Sound and desktop notices, off until the official asks for them. */
export function AlertMenu() {
  const { preferences, prefer } = usePreferences()
  const canNotify = 'Notification' in window
  const isBlocked = canNotify && Notification.permission === 'denied'
  const setNotifications = async (isWanted: boolean) => {
    if (isWanted && (await Notification.requestPermission()) !== 'granted') {
      return prefer({ notifications: false })
    }
    prefer({ notifications: isWanted })
  }
  return (
    <Menu name="Âm báo và thông báo" label={icons.bell}>
      <label className="tick">
        <input
          type="checkbox"
          checked={preferences.sound}
          onChange={({ target }) => {
            prefer({ sound: target.checked })
            if (target.checked) playTone()
          }}
        />
        Kêu khi có phiếu hoặc tin mới
      </label>
      {canNotify && (
        <label className="tick">
          <input
            type="checkbox"
            disabled={isBlocked}
            checked={preferences.notifications && !isBlocked}
            onChange={({ target }) => void setNotifications(target.checked)}
          />
          Thông báo trên màn hình máy tính
        </label>
      )}
      {isBlocked && (
        <p className="small quiet">
          Trình duyệt đang chặn thông báo. Bấm vào ổ khoá cạnh thanh địa chỉ để cho phép.
        </p>
      )}
    </Menu>
  )
}
