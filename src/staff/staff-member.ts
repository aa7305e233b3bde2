export const roles = ['staff', 'admin'] as const
export type Role = (typeof roles)[number]

/** An official who may sign in. */
export type StaffMember = {
  id: string
  name: string
  email: string
  /** `Công chức tư pháp – hộ tịch`, as citizens see it; empty when none is set. */
  title: string
  role: Role
}
