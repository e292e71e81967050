import type { Candidate, SideFiles } from './candidate.ts';
import { isTelling } from './telling-names.ts';

/**
 * Whether a folder that nobody named holds migrations: its name says so, its files are known by what is in them,
 * or it holds several and they are most of its SQL.
 */
export function looksLikeProject({ folder, sides }: Candidate): boolean {
  if (folder.split('/').some(isTelling) || [sides.head, sides.base].some(isChangelog)) return true;
  return isMostlyMigrations(sides.head) || isMostlyMigrations(sides.base);
}

function isChangelog({ shape }: SideFiles): boolean {
  return shape === 'changelog';
}

function isMostlyMigrations({ placed, odd }: SideFiles): boolean {
  const strays = odd.filter(({ path }) => /\.sql$/i.test(path)).length;
  return placed.length >= 2 && placed.length > strays;
}
