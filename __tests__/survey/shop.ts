import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { withoutCodeMarks } from '../../src/lib/code.ts';
import { openGitRepository } from '../../src/adapters/git/open-git-repository.ts';
import { readIfThere } from '../../src/cli/read-if-there.ts';
import { loadConfiguration } from '../../src/config/load-configuration.ts';
import { mergeSettings } from '../../src/config/merge-settings.ts';
import { review } from '../../src/review.ts';
import { reviewRequest } from '../../src/review-request.ts';
import { RULES } from '../../src/rules/index.ts';
import { createCheckout, type Checkout } from '../git/checkout.ts';

export type Files = Readonly<Record<string, string | null>>;

/** What a shop has shipped. */
export const SHIPPED = {
  'db/migrations/0001_users.sql':
    'CREATE TABLE users (id bigint PRIMARY KEY, email text, fax text, email_address text, status text);\nCREATE TABLE orders (id bigint PRIMARY KEY, status text);\n',
};
/** The change: the column goes. */
export const DROP_FAX = {
  'db/migrations/0002_fax.sql': "SET lock_timeout = '2s';\nALTER TABLE users DROP COLUMN fax;\n",
};
export const USES_FAX = "export const fax = (db) => db.query('SELECT fax FROM users');\n";

const DAY = 86_400_000;

/** The day, `2026-11-30`, so many days from now. */
export function dayFrom(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
}

/** Commits so many days ago. */
function commitAgo(checkout: Checkout, days: number, files: Files): void {
  checkout.write(files);
  checkout.git('add', '--all');
  const at = `${Math.floor((Date.now() - days * DAY) / 1000)} +0000`;
  const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
  execFileSync('git', [...author, 'commit', '--quiet', '--allow-empty', '--message', 'Change'], {
    cwd: checkout.folder,
    env: { ...process.env, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at },
  });
}

/** Main with its commits, days ago and files each; the change on a branch of its own. */
export function shop(history: readonly (readonly [days: number, files: Files])[], change: Files): Checkout {
  const checkout = createCheckout();
  for (const [days, files] of history) commitAgo(checkout, days, files);
  checkout.git('switch', '--quiet', '--create', 'change');
  checkout.commit(change);
  return checkout;
}

/** What of the report these tests look at. */
export interface Reported {
  readonly verdict: JsonVerdict;
  /** Of the checklist's items. */
  readonly digests: Readonly<Record<string, string>>;
  /** What lifts each reason against the change. */
  readonly nextSteps: readonly string[];
  readonly rules: readonly string[];
  readonly messages: Readonly<Record<string, string>>;
  readonly unknowns: readonly { readonly what: string; readonly because: string }[];
  readonly checklist: readonly {
    readonly id: string;
    readonly state: string;
    readonly evidence: string;
  }[];
  readonly surroundings: Surrounded | null;
}

interface JsonVerdict {
  readonly outcome: string;
  readonly reasons: readonly { readonly id: string | null; readonly text: string }[];
}

interface Surrounded {
  readonly references: {
    readonly unsearched: string | null;
    readonly files: number;
    readonly references: readonly {
      readonly object: string;
      readonly side: string;
      readonly path: string;
      readonly line: number;
      readonly component: string;
      readonly certainty: string;
    }[];
  };
  readonly dependants: readonly { readonly object: string; readonly kind: string; readonly name: string }[];
  readonly bakes: readonly {
    readonly object: string;
    readonly state: string;
    readonly from: string | null;
    readonly unusedSince: string | null;
    readonly releases: readonly string[];
    readonly because: string;
  }[];
}

interface Finding {
  readonly rule: string;
  readonly message: string;
}

interface JsonProject {
  readonly findings: readonly Finding[];
  readonly migrations: readonly {
    readonly findings: readonly Finding[];
    readonly statements: readonly { readonly findings: readonly Finding[] }[];
  }[];
  readonly unknowns: Reported['unknowns'];
  readonly checklist: Reported['checklist'];
  readonly surroundings: Surrounded | null;
}

/**
 * Reviews the working tree of a checkout as the command line does. Without an engine unless it is asked for: what goes is
 * then read from the statements.
 */
export async function reviewed(
  { folder }: Checkout,
  { base = null, rehearsal = false }: { readonly base?: string | null; readonly rehearsal?: boolean } = {},
): Promise<Reported> {
  const repository = await openGitRepository({ folder, base });
  const read = (path: string): Promise<Uint8Array | null> => readIfThere(join(folder, path));
  const settings = mergeSettings(await loadConfiguration(read, null, RULES), {});
  const { report, docket } = await review(
    reviewRequest(settings, {
      repository,
      root: folder,
      folders: ['db/migrations'],
      rehearsal,
      server: null,
      cache: null,
      today: dayFrom(0),
      progress: { step: () => undefined },
    }),
  );
  const { verdict, projects } = JSON.parse(report.json) as {
    verdict: JsonVerdict;
    projects: JsonProject[];
  };
  const [project] = projects;
  if (project === undefined) throw new Error('No project in the report.');
  const migrations = project.migrations.flatMap(({ findings, statements }) => [
    ...findings,
    ...statements.flatMap((statement) => statement.findings),
  ]);
  const all = [...project.findings, ...migrations];
  return {
    verdict,
    digests: Object.fromEntries((docket?.checklist ?? []).map(({ id, digest }) => [id, digest])),
    nextSteps: (docket?.charges ?? []).map(({ next }) => withoutCodeMarks(next)),
    rules: all.map(({ rule }) => rule).sort(),
    messages: Object.fromEntries(all.map(({ rule, message }) => [rule, message])),
    unknowns: project.unknowns,
    checklist: project.checklist,
    surroundings: project.surroundings,
  };
}

/** `path:line certainty` of every line found at a side. */
export function linesOf({ surroundings }: Reported, side: 'base' | 'head' = 'head'): string[] {
  return (surroundings?.references.references ?? [])
    .filter((each) => each.side === side)
    .map(({ path, line, certainty }) => `${path}:${line} ${certainty}`)
    .sort();
}
