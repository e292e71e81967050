/** Folder names that say what is in them. */
const TELLING = /migrat|versioned|changelog|flyway|drizzle|schema|^(?:db|database|ddl|sql)$/i;

/** Whether the name of a folder says that migrations stand in it. */
export function isTelling(part: string): boolean {
  return TELLING.test(part);
}
