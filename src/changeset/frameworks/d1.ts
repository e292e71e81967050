import { code } from '../../lib/code.ts';
import { roughStatements } from '../mask-sql.ts';
import { baseName, folderOf, resolvedPath } from '../path-parts.ts';
import type { SqlFile } from '../sql-file.ts';
import type { Framework, LeftOver, TextFile } from './framework.ts';
import { pairFiles, usually } from './pair-files.ts';

const SETTINGS = /^wrangler\.(?:toml|jsonc?)$/;
const FOLDER = /\bmigrations_dir"?\s*[=:]\s*"([^"]+)"/g;

/** Pragmas that D1 lets through. https://github.com/cloudflare/workerd/blob/main/src/workerd/util/sqlite.c%2B%2B */
const PRAGMAS: ReadonlySet<string> = new Set(
  `case_sensitive_like data_version defer_foreign_keys foreign_key_check foreign_key_list foreign_keys
  ignore_check_constraints index_info index_list index_xinfo legacy_alter_table optimize quick_check
  recursive_triggers reverse_unordered_selects table_info table_list table_xinfo`.split(/\s+/),
);

/**
 * Cloudflare D1: `0001_x.sql` in the folder that `wrangler.toml` or `wrangler.jsonc` names. Wrangler sends each file
 * with the row of `d1_migrations` in one batch, which D1 runs in a transaction of its own, with foreign keys on.
 * https://developers.cloudflare.com/d1/reference/migrations/ · https://developers.cloudflare.com/d1/sql-api/foreign-keys/
 * https://github.com/cloudflare/workers-sdk/blob/main/packages/wrangler/src/d1/migrations/apply.ts
 */
export const d1: Framework = {
  id: 'd1',
  shapes: ['flat'],
  uniqueVersions: false,
  late: () => 'Wrangler runs it late on databases that ran that one already',
  optOut:
    'D1 runs each file in a transaction and has no way out of it: `PRAGMA defer_foreign_keys = on` puts checks off until its end, but not cascades. Leave the parent where it is, or move the rows of its children aside and back in the same file.',
  foreignKeys: () => true,
  detect: (files, manifests) => {
    const folder = files[0]?.place.folder ?? '';
    const settings = manifests.find((manifest) => foldersIn(manifest).includes(folder));
    return settings === undefined ? null : `${baseName(settings.path)} names the folder for D1`;
  },
  read: (material) => {
    const { migrations, leftOver } = pairFiles(material, usually({ mode: 'per-migration', is: 'stated' }));
    return { migrations, leftOver: [...leftOver, ...material.files.flatMap(refused)] };
  },
};

/** Folders of migrations that the settings of Wrangler name, relative to the root; `migrations` where they name none. */
function foldersIn({ path, text }: TextFile): string[] {
  if (!SETTINGS.test(baseName(path)) || !/\bd1_databases\b/.test(text)) return [];
  const named = [...text.matchAll(FOLDER)].map(([, folder = '']) => folder);
  return (named.length === 0 ? ['migrations'] : named).map((folder) => resolvedPath(folderOf(path), folder));
}

/** What D1 answers with an error, whatever SQLite would do. */
function refused({ path, text }: SqlFile): LeftOver[] {
  const statements = roughStatements(text);
  const transaction = statements.find((statement) =>
    /^(?:begin|commit|rollback|savepoint|release)\b/i.test(statement),
  );
  const pragma = statements
    .map((statement) => /^pragma\s+(?:\w+\s*\.\s*)?(\w+)/i.exec(statement)?.[1] ?? '')
    .find((name) => name !== '' && !PRAGMAS.has(name.toLowerCase()));
  return [
    ...(transaction === undefined
      ? []
      : [
          {
            path,
            detail: `${code(path)} holds ${code(transaction)}, and D1 refuses it: each file has a transaction of D1’s own.`,
            remedy: 'Take what begins and ends transactions out of the file.',
          },
        ]),
    ...(pragma === undefined
      ? []
      : [
          {
            path,
            detail: `${code(path)} holds ${code(`PRAGMA ${pragma}`)}, which D1 refuses as not authorized.`,
            remedy: 'Take the pragma out of the file: D1 decides that itself.',
          },
        ]),
  ];
}
