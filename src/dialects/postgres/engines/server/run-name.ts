import { randomBytes } from 'node:crypto';

/** Databases of one rehearsal begin with its name, which holds when it began. */
const RUN = /^holdpoint_([0-9a-z]{6,8})_[0-9a-f]{8}/;

/** The same for the server, to look for such databases. */
export const RUN_PATTERN = '^holdpoint_[0-9a-z]{6,8}_[0-9a-f]{8}(_[0-9]+)?$';

/** A name that no other rehearsal has. */
export function newRunName(now: number): string {
  return `holdpoint_${Math.floor(now / 1000).toString(36)}_${randomBytes(4).toString('hex')}`;
}

/** The rehearsal that a database belongs to, and when it began in milliseconds; null for other databases. */
export function runOf(database: string): { readonly name: string; readonly began: number } | null {
  const found = RUN.exec(database);
  return found === null ? null : { name: found[0], began: Number.parseInt(found[1] ?? '', 36) * 1000 };
}
