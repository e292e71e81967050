import type { Candidate, SideFiles } from './candidate.ts';

/** Folder names that say what is in them. */
const TELLING = /migrat|versioned|changelog|flyway|schema|^(?:db|database|ddl|sql)$/i;

/**
 * Whether a folder that nobody named holds migrations: its name says so, or it holds several and they are most of
 * its SQL.
 */
export function looksLikeProject({ folder, sides }: Candidate): boolean {
  if (folder.split('/').some((part) => TELLING.test(part))) return true;
  return isMostlyMigrations(sides.head) || isMostlyMigrations(sides.base);
}

function isMostlyMigrations({ placed, odd }: SideFiles): boolean {
  const strays = odd.filter(({ path }) => /\.sql$/i.test(path)).length;
  return placed.length >= 2 && placed.length > strays;
}
