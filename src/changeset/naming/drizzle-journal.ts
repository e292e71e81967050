import { code } from '../../lib/code.ts';
import { parseJson } from '../parse-json.ts';
import { baseName, sqlStem } from '../path-parts.ts';
import { beside } from './file-names.ts';
import type { NamingRequest, NewFile, PlacedStep } from './naming.ts';

/** `meta/_journal.json` with the new migrations at its end; null without one. */
export function drizzleJournal({ files, now }: NamingRequest, placed: readonly PlacedStep[]): NewFile | null {
  const journal = files.find(({ path }) => baseName(path) === '_journal.json');
  if (journal === undefined) return null;
  const read = parseJson(journal.path, journal.text);
  const known = typeof read === 'object' && read !== null ? read : {};
  const entries: readonly unknown[] =
    'entries' in known && Array.isArray(known.entries) ? (known.entries as unknown[]) : [];
  const last = Math.max(0, ...entries.map((entry) => numberIn(entry, 'when')));
  const start = Math.max(last + 1000, now.getTime());
  const dialect = 'dialect' in known ? known.dialect : 'postgresql';
  const version = 'version' in known ? known.version : '7';
  const added = placed.map(({ path }, index) => ({
    idx: entries.length + index,
    version,
    when: start + index * 1000,
    tag: sqlStem(path) ?? path,
    breakpoints: true,
  }));
  const text = JSON.stringify({ version, dialect, ...known, entries: [...entries, ...added] }, null, 2);
  return { path: journal.path, text: `${text}\n`, edits: true };
}

/**
 * What to do with the original's entry and snapshot. The generator compares with the newest snapshot, which is that of
 * the original and describes the end of the series too.
 */
export function drizzleNotes({ files, original }: NamingRequest): string[] {
  const tag = sqlStem(original.path) ?? original.path;
  const journal = files.find(({ path }) => baseName(path) === '_journal.json');
  if (journal === undefined) return [];
  const snapshot = beside(journal.path, `${original.version}_snapshot.json`);
  const entry = `Take its entry ${code(tag)} out of ${code(journal.path)}, too; Drizzle stops at an entry without a file.`;
  return files.some(({ path }) => path === snapshot)
    ? [
        entry,
        `Keep ${code(snapshot)}: it describes the end of the series, with which \`drizzle-kit generate\` compares.`,
      ]
    : [entry];
}

function numberIn(entry: unknown, key: string): number {
  const value: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, key) : null;
  return typeof value === 'number' ? value : 0;
}
