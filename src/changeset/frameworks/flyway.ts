import { roughStatements } from '../mask-sql.ts';
import { baseName } from '../path-parts.ts';
import type { SqlFile } from '../sql-file.ts';
import type { Framework, TextFile } from './framework.ts';
import { nearestManifest } from './manifests.ts';
import { pairFiles, type HowRun } from './pair-files.ts';

const VERSIONED = /^[vu]\d+(?:[._]\d+)*__/i;
const REPEATABLE = /^r__/i;

/** What Flyway's parser knows to refuse a transaction. */
const REFUSES =
  /^(?:(?:create\s+(?:unique\s+)?|drop\s+)index\s+concurrently|reindex|vacuum|alter\s+system|discard\s+all|(?:create|drop)\s+(?:database|tablespace|subscription))\b/i;

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
  optOut:
    'Give the statement a migration of its own and put `executeInTransaction=false` into a file beside it that has the name of the migration and `.conf`, such as `V2__index.sql.conf`.',
  detect: (files) => {
    const named = files.filter(({ path }) => VERSIONED.test(baseName(path))).length;
    return named === 0 ? null : `${named} of ${files.length} files are named like "V1__name.sql"`;
  },
  read: (material) => {
    const { migrations, leftOver } = pairFiles(material, howRun(material.manifests));
    return {
      migrations: migrations.map((migration) =>
        REPEATABLE.test(baseName(migration.path)) ? { ...migration, repeatable: true } : migration,
      ),
      leftOver,
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

function howRun(manifests: readonly TextFile[]): HowRun {
  const settings = ['flyway.toml', 'flyway.conf'].map((name) => nearestManifest(manifests, name)?.text ?? '');
  const runs = (text: string): boolean | null => setting(text, 'executeInTransaction');
  const usually = settings.map(runs).find((value) => value !== null) ?? true;
  const isMixed = settings.some((text) => setting(text, 'mixed') === true);
  const mode = settings.some((text) => setting(text, 'group') === true) ? 'all-pending' : 'per-migration';
  return (file) => {
    const own = manifests.find(({ path }) => path.toLowerCase() === `${file.path.toLowerCase()}.conf`);
    const wanted = runs(own?.text ?? '') ?? usually;
    const refused = !isMixed && holdsMixture(file);
    return {
      inFile: wanted ? null : 'none',
      usual: { mode, is: refused || mode === 'all-pending' ? 'stated' : 'assumed' },
    };
  };
}

/** Some statements refuse a transaction and some do not. */
function holdsMixture({ text }: SqlFile): boolean {
  const refusing = roughStatements(text).map((statement) => REFUSES.test(statement));
  return refusing.includes(true) && refusing.includes(false);
}

function setting(text: string, name: string): boolean | null {
  const value = new RegExp(`^\\s*(?:flyway\\.)?${name}\\s*=\\s*"?(true|false)\\b`, 'im').exec(text)?.[1];
  return value === undefined ? null : value.toLowerCase() === 'true';
}
