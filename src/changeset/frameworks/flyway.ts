import { code } from '../../lib/code.ts';
import type { DialectId } from '../../model/project.ts';
import { roughStatements } from '../mask-sql.ts';
import { baseName } from '../path-parts.ts';
import type { SqlFile } from '../sql-file.ts';
import { OWN_TRANSACTION, type Framework, type LeftOver, type Material, type TextFile } from './framework.ts';
import { nearestManifest } from './manifests.ts';
import { pairFiles, type HowRun } from './pair-files.ts';

const VERSIONED = /^[vu]\d+(?:[._]\d+)*__/i;
const REPEATABLE = /^r__/i;

/** What Flyway's parser knows to refuse a transaction on PostgreSQL. */
const REFUSES =
  /^(?:(?:create\s+(?:unique\s+)?|drop\s+)index\s+concurrently|reindex|vacuum|alter\s+system|discard\s+all|(?:create|drop)\s+(?:database|tablespace|subscription))\b/i;

/**
 * The same on SQLite; what else refuses one there fails in it.
 * https://github.com/flyway/flyway/blob/main/flyway-core/src/main/java/org/flywaydb/core/internal/database/sqlite/SQLiteParser.java
 */
const REFUSES_ON_SQLITE = /^pragma\s+foreign_keys\b/i;

/**
 * Flyway: `V1__x.sql` once, `U1__x.sql` takes it back, `R__x.sql` last and again after every edit. One transaction per
 * file, or one around all that is pending with `group=true`; a file whose statements all refuse one runs without, a mixture is refused unless `mixed=true`, and
 * `executeInTransaction=false` in `V1__x.sql.conf` or in the project's settings runs without one.
 * https://documentation.red-gate.com/fd/flyway-execute-in-transaction-setting-277578997.html
 * https://documentation.red-gate.com/fd/repeatable-migrations-273973335.html
 */
export const flyway: Framework = {
  id: 'flyway',
  shapes: ['flat'],
  uniqueVersions: true,
  repeatables: true,
  variables: placeholders,
  late: (manifests) =>
    isSet(settingsIn(manifests), 'outOfOrder')
      ? 'Flyway runs it late on databases that ran that one already, since `outOfOrder=true` is set'
      : 'Flyway refuses to migrate databases that ran that one already, unless `outOfOrder=true` is set',
  optOut:
    'Give the statement a migration of its own and put `executeInTransaction=false` into a file beside it that has the name of the migration and `.conf`, such as `V2__index.sql.conf`.',
  detect: (files) => {
    const named = files.filter(({ path }) => VERSIONED.test(baseName(path))).length;
    return named === 0 ? null : `${named} of ${files.length} files are named like "V1__name.sql"`;
  },
  optOutOn: {
    sqlite: `Put \`executeInTransaction=false\` into a file beside the migration that has its name and \`.conf\`, such as \`V2__rebuild.sql.conf\`, ${OWN_TRANSACTION}`,
  },
  foreignKeys: (manifests) =>
    settingsIn(manifests).some((text) => /jdbc:sqlite:[^\s"]*[?&]foreign_keys=(?:on|true|1)\b/i.test(text))
      ? true
      : null,
  read: (material) => {
    const settings = settingsOf(material);
    const { migrations, leftOver } = pairFiles(material, howRun(settings));
    return {
      migrations: migrations.map((migration) =>
        REPEATABLE.test(baseName(migration.path)) ? { ...migration, repeatable: true } : migration,
      ),
      leftOver: [
        ...leftOver,
        ...apartFromGroup(material.files, settings),
        ...(material.dialect === 'sqlite' ? mixtures(material.files, settings) : []),
      ],
    };
  },
};

/** `flyway.placeholders.schema=app`, or `schema = "app"` under `[flyway.placeholders]`. */
function placeholders(manifests: readonly TextFile[]): Record<string, string> {
  const written = nearestManifest(manifests, 'flyway.conf')?.text ?? '';
  const table = /^\[flyway\.placeholders\]([^[]*)/m.exec(
    nearestManifest(manifests, 'flyway.toml')?.text ?? '',
  );
  return Object.fromEntries([
    ...[...written.matchAll(/^\s*flyway\.placeholders\.([^\s=]+)\s*=\s*(.*?)\s*$/gm)].map(nameAndValue),
    ...[...(table?.[1] ?? '').matchAll(/^\s*"?([^\s="]+)"?\s*=\s*["'](.*?)["']\s*$/gm)].map(nameAndValue),
  ]);
}

function nameAndValue([, name = '', value = '']: RegExpExecArray): [name: string, value: string] {
  return [name, value];
}

interface Settings {
  /** What Flyway takes to refuse a transaction. */
  readonly refuses: RegExp;
  readonly dialect: DialectId;
  readonly isGroup: boolean;
  readonly isMixed: boolean;
  /** Whether the file may have a transaction, by its own configuration or by that of the project. */
  readonly wantsTransaction: (file: SqlFile) => boolean;
}

function settingsIn(manifests: readonly TextFile[]): string[] {
  return ['flyway.toml', 'flyway.conf'].map((name) => nearestManifest(manifests, name)?.text ?? '');
}

function settingsOf({ manifests, dialect }: Material): Settings {
  const settings = settingsIn(manifests);
  const runs = (text: string): boolean | null => setting(text, 'executeInTransaction');
  const usually = settings.map(runs).find((value) => value !== null) ?? true;
  return {
    refuses: dialect === 'sqlite' ? REFUSES_ON_SQLITE : REFUSES,
    dialect,
    isGroup: isSet(settings, 'group'),
    isMixed: isSet(settings, 'mixed'),
    wantsTransaction: (file) => {
      const own = manifests.find(({ path }) => path.toLowerCase() === `${file.path.toLowerCase()}.conf`);
      return runs(own?.text ?? '') ?? usually;
    },
  };
}

function isSet(settings: readonly string[], name: string): boolean {
  return settings.some((text) => setting(text, name) === true);
}

function howRun({ isGroup, isMixed, wantsTransaction, refuses, dialect }: Settings): HowRun {
  const mode = isGroup ? 'all-pending' : 'per-migration';
  return (file) => {
    if (dialect === 'sqlite') {
      const runsWithout = isMixed ? holdsRefusing(file, refuses) : holdsOnlyRefusing(file, refuses);
      return {
        inFile: wantsTransaction(file) && !runsWithout ? null : 'none',
        usual: { mode, is: 'stated' },
      };
    }
    const refused = !isMixed && holdsMixture(file, refuses);
    return {
      inFile: wantsTransaction(file) ? null : 'none',
      usual: { mode, is: refused || isGroup ? 'stated' : 'assumed' },
    };
  };
}

/** Files without a transaction where all that is pending shall share one: new databases meet both kinds at once. */
function apartFromGroup(
  files: readonly SqlFile[],
  { isGroup, isMixed, wantsTransaction, refuses }: Settings,
): LeftOver[] {
  if (!isGroup || isMixed) return [];
  const ups = files.filter(({ place }) => place.direction === 'up');
  const apart = ups.filter((file) => !wantsTransaction(file) || holdsOnlyRefusing(file, refuses));
  if (apart.length === ups.length) return [];
  return apart.map(({ path }) => ({
    path,
    detail: `${code(path)} runs without a transaction, and ${code('group=true')} puts all that is pending into one: Flyway refuses to run it together with migrations that have one.`,
    remedy: 'Leave `group` off, or set `mixed=true`; then the whole group runs without a transaction.',
  }));
}

/** A file that switches foreign keys beside other statements; PostgreSQL's are told by the statement that fails. */
function mixtures(files: readonly SqlFile[], { isMixed, wantsTransaction, refuses }: Settings): LeftOver[] {
  if (isMixed) return [];
  return files
    .filter((file) => wantsTransaction(file) && holdsMixture(file, refuses))
    .map(({ path }) => ({
      path,
      detail: `${code(path)} holds ${code('PRAGMA foreign_keys')}, which Flyway runs outside of a transaction only, beside statements that it runs in one: it refuses the file.`,
      remedy: `Put ${code('executeInTransaction=false')} into ${code(`${path}.conf`)}, with ${code('BEGIN')} and ${code('COMMIT')} of the file’s own around what belongs together.`,
    }));
}

function holdsRefusing({ text }: SqlFile, refuses: RegExp): boolean {
  return roughStatements(text).some((statement) => refuses.test(statement));
}

/** Some statements refuse a transaction and some do not. */
function holdsMixture({ text }: SqlFile, refuses: RegExp): boolean {
  const refusing = roughStatements(text).map((statement) => refuses.test(statement));
  return refusing.includes(true) && refusing.includes(false);
}

function holdsOnlyRefusing({ text }: SqlFile, refuses: RegExp): boolean {
  const statements = roughStatements(text);
  return statements.length > 0 && statements.every((statement) => refuses.test(statement));
}

function setting(text: string, name: string): boolean | null {
  const value = new RegExp(`^\\s*(?:flyway\\.)?${name}\\s*=\\s*"?(true|false)\\b`, 'im').exec(text)?.[1];
  return value === undefined ? null : value.toLowerCase() === 'true';
}
