import { Hono } from 'hono'
import type { DeskSettings, OfficeHours, SettingsStore } from '../handoff/desk-settings.ts'
import { officeCalendar } from '../handoff/office-calendar.ts'
import { jsonBody } from '../http/read-body.ts'
import type { WardProfile } from '../knowledge/ward-profile.ts'
import type { Clock } from '../shared/clock.ts'
import { NotFoundError } from '../shared/errors.ts'
import type { WriteAudit } from './audit-log.ts'
import { type SettingKey, settingKeys, settingsSchemas } from './staff-api-schema.ts'
import type { StaffEnv } from './staff-env.ts'

export type SettingRoutesDeps = {
  settings: SettingsStore
  wardHours: () => WardProfile['hours']
  writeAudit: WriteAudit
  clock: Clock
}

/** How the desk works: hours, closures, promises, assignment, approval; for admins. */
export function createSettingRoutes({ settings, wardHours, writeAudit, clock }: SettingRoutesDeps) {
  const save = async <Key extends SettingKey>(who: string, key: Key, value: DeskSettings[Key]) => {
    const before = (await settings.read())[key]
    await settings.write(key, value, clock())
    const detail = { before, after: value }
    await writeAudit({ who, action: 'change-settings', subject: key, detail })
    return value
  }

  return new Hono<StaffEnv>()
    .get('/settings/:key', async (c) => {
      const key = settingKeys.find((each) => each === c.req.param('key'))
      if (!key) throw new NotFoundError('There is no such setting.')
      const values = await settings.read()
      return c.json(key === 'office-hours' ? hoursInForce(values, wardHours()) : values[key])
    })
    .put('/settings/office-hours', jsonBody(settingsSchemas['office-hours']), async (c) =>
      c.json(await save(c.var.staff.id, 'office-hours', c.req.valid('json'))),
    )
    .put('/settings/closures', jsonBody(settingsSchemas.closures), async (c) =>
      c.json(await save(c.var.staff.id, 'closures', c.req.valid('json'))),
    )
    .put('/settings/service-level', jsonBody(settingsSchemas['service-level']), async (c) =>
      c.json(await save(c.var.staff.id, 'service-level', c.req.valid('json'))),
    )
    .put('/settings/assignment', jsonBody(settingsSchemas.assignment), async (c) =>
      c.json(await save(c.var.staff.id, 'assignment', c.req.valid('json'))),
    )
    .put('/settings/approval', jsonBody(settingsSchemas.approval), async (c) =>
      c.json(await save(c.var.staff.id, 'approval', c.req.valid('json'))),
    )
}

/** What is set; else the ward profile's hours, or the usual ones for the admin to start from. */
function hoursInForce(settings: DeskSettings, wardHours: WardProfile['hours']): OfficeHours {
  const { week, holidays } = officeCalendar(settings, wardHours)
  const days = [...new Set(week.map(({ day }) => day))].sort()
  return {
    week: days.map((day) => ({
      day,
      open: week.filter((each) => each.day === day).flatMap(({ open }) => open),
    })),
    holidays,
  }
}
