import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildAction } from '../action/run-action.ts';
import { runHoldpoint } from '../cli/run-holdpoint.ts';

buildAction();

export interface Told {
  readonly rule: string;
  readonly severity: string;
  readonly object: string;
  readonly message: string;
  readonly evidence: readonly string[];
  readonly remedy: { readonly text: string } | null;
}

interface Report {
  readonly projects: readonly {
    readonly findings?: readonly Told[];
    readonly migrations: readonly {
      readonly findings?: readonly Told[];
      readonly statements: readonly { readonly findings: readonly Told[] }[];
    }[];
  }[];
}

export interface Circumstances {
  /** What the configuration says; nothing without it. */
  readonly foreignKeys?: boolean;
  /** Further files of the repository, and other names for the two migrations. */
  readonly files?: Readonly<Record<string, string>>;
  readonly names?: readonly [base: string, head: string];
  /** Version after which the change begins; that of the first name without it. */
  readonly since?: string;
}

export interface Reviews {
  /** Everything that is told of a change, reviewed as a user does it. */
  of(base: string, head: string, circumstances?: Circumstances): Promise<readonly Told[]>;
  /** The comment on it. */
  text(base: string, head: string, circumstances?: Circumstances): Promise<string>;
  end(): void;
}

const NAMES = ['migrations/0001_base.sql', 'migrations/0002_change.sql'] as const;

/** Small repositories, each in a folder of its own. */
export function sqliteReviews(): Reviews {
  const folder = mkdtempSync(join(tmpdir(), 'holdpoint-sqlite-'));
  let count = 0;
  const review = async (
    sqls: readonly [base: string, head: string],
    { foreignKeys, files = {}, names = NAMES, since = '0001' }: Circumstances,
    format: string,
  ): Promise<string> => {
    count += 1;
    const root = join(folder, String(count));
    const told = foreignKeys === undefined ? '' : `presuppose:\n  foreign-keys: ${String(foreignKeys)}\n`;
    write(root, { '.holdpoint.yml': told, ...files, [names[0]]: sqls[0], [names[1]]: sqls[1] });
    const options = ['--no-git', '--dialect', 'sqlite', '--since', since, '--format', format];
    const { stdout } = await runHoldpoint(['review', root, ...options]);
    return stdout;
  };
  return {
    end: () => {
      rmSync(folder, { recursive: true });
    },
    of: async (base, head, circumstances = {}) =>
      findingsOf(JSON.parse(await review([base, head], circumstances, 'json')) as Report),
    text: (base, head, circumstances = {}) => review([base, head], circumstances, 'markdown'),
  };
}

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (text !== '') writeFileSync(join(root, path), text);
  }
}

function findingsOf({ projects }: Report): readonly Told[] {
  return projects.flatMap(({ migrations, findings = [] }) => [
    ...findings,
    ...migrations.flatMap((migration) => [
      ...(migration.findings ?? []),
      ...migration.statements.flatMap((statement) => statement.findings),
    ]),
  ]);
}
