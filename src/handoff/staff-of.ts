/** An official as citizens see one. */
export type NamedStaff = { name: string; title: string }

/** Who that official is; undefined for somebody unknown here. */
export type StaffOf = (staffId: string) => Promise<NamedStaff | undefined>
