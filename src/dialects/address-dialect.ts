import type { DialectId } from '../model/project.ts';

const SCHEMES: ReadonlyMap<string, DialectId> = new Map([
  ['postgres', 'postgres'],
  ['postgresql', 'postgres'],
  ['mysql', 'mysql'],
  ['mariadb', 'mysql'],
  ['sqlite', 'sqlite'],
  ['sqlite3', 'sqlite'],
  ['file', 'sqlite'],
]);

/** The dialect that a database URL names by its scheme; null when it names none. */
export function dialectOfAddress(url: string): DialectId | null {
  const [, scheme = ''] = /^\s*([a-z][a-z0-9+.-]*):/i.exec(url) ?? [];
  return SCHEMES.get(scheme.toLowerCase()) ?? null;
}
