import { code } from '../../lib/code.ts';
import { parseJson } from '../parse-json.ts';
import { sqlStem } from '../path-parts.ts';
import type { SqlFile } from '../sql-file.ts';
import { withSemicolons } from './end-delimiter.ts';
import type { Framework, LeftOver, TextFile } from './framework.ts';
import { nearestManifest, says } from './manifests.ts';
import { pairFiles, usually } from './pair-files.ts';

const BREAKPOINT = /--> statement-breakpoint/g;

/**
 * Drizzle: `0000_x.sql` as listed in `meta/_journal.json`, which names the dialect, too. All that is pending runs in
 * one transaction, and there is no way out of it; what the journal does not list, or lists with an earlier `when` than
 * the one before, is not run.
 * https://orm.drizzle.team/docs/migrations · https://github.com/drizzle-team/drizzle-orm/issues/860
 */
export const drizzle: Framework = {
  id: 'drizzle',
  shapes: ['flat'],
  uniqueVersions: true,
  optOut:
    'Drizzle runs all that is pending in one transaction and has no way out of it: run the statement by itself before the deployment, and keep it in the migration with `IF NOT EXISTS`, without `CONCURRENTLY`.',
  optOutOn: {
    sqlite:
      'Drizzle runs all that is pending in one transaction and has no way out of it: switch foreign keys off on the connection before `migrate` is called, and on after it.',
  },
  foreignKeys: driversForeignKeys,
  detect: (files, manifests) =>
    files.length === 0 || nearestManifest(manifests, '_journal.json') === null
      ? null
      : 'meta/_journal.json is there',
  read: (material) => {
    const files = material.files.map((file) => ({ ...file, text: withSemicolons(file.text, BREAKPOINT) }));
    const { migrations, leftOver } = pairFiles(
      { ...material, files },
      usually({ mode: 'all-pending', is: 'stated' }),
    );
    return { migrations, leftOver: [...leftOver, ...notRun(files, material.manifests)] };
  },
};

/**
 * `better-sqlite3` builds SQLite with foreign keys on; the client of libSQL switches them off around the migrations.
 * https://github.com/WiseLibs/better-sqlite3/blob/master/docs/compilation.md
 * https://github.com/tursodatabase/libsql-client-ts/blob/main/packages/libsql-client/src/sqlite3.ts
 */
function driversForeignKeys(manifests: readonly TextFile[]): boolean | null {
  const isOn = says(manifests, 'package.json', /"better-sqlite3"\s*:/);
  const isOff = says(manifests, 'package.json', /"@libsql\/client(?:-\w+)?"\s*:/);
  return isOn === isOff ? null : isOn;
}

interface Entry {
  readonly tag: string;
  readonly when: number;
}

function notRun(files: readonly SqlFile[], manifests: readonly TextFile[]): LeftOver[] {
  const journal = nearestManifest(manifests, '_journal.json');
  if (journal === null) return [];
  const entries = entriesIn(journal);
  const skipped = new Set(
    entries
      .filter(({ when }, index) => entries.slice(0, index).some((earlier) => earlier.when >= when))
      .map(({ tag }) => tag),
  );
  return files.flatMap(({ path }) => {
    const tag = sqlStem(path) ?? path;
    const file = code(path);
    const list = code(journal.path);
    if (!entries.some((entry) => entry.tag === tag)) {
      return [{ path, detail: `${file} is not in ${list}, so Drizzle does not run it.` }];
    }
    if (!skipped.has(tag)) return [];
    const detail = `${file} has an earlier ${code('when')} in ${list} than a migration before it, so databases that ran that one skip it.`;
    return [{ path, detail }];
  });
}

function entriesIn({ path, text }: TextFile): Entry[] {
  const journal = parseJson(path, text);
  if (typeof journal !== 'object' || journal === null || !('entries' in journal)) return [];
  const entries: unknown = journal.entries;
  return Array.isArray(entries) ? entries.flatMap(entryIn) : [];
}

function entryIn(entry: unknown): Entry[] {
  if (typeof entry !== 'object' || entry === null || !('tag' in entry) || !('when' in entry)) return [];
  const { tag, when } = entry;
  return typeof tag === 'string' && typeof when === 'number' ? [{ tag, when }] : [];
}
