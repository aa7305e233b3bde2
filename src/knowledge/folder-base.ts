/** Where it is kept on which texts the service's own folder and the database last agreed. */
export type FolderBase = {
  /** File → hash; undefined when they never met. */
  read(): Promise<Map<string, string> | undefined>
  write(common: ReadonlyMap<string, string>): Promise<void>
}
