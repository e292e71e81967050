import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { reasonOf } from '../adapters/files/file-error.ts';
import { askGitLine } from '../adapters/git/ask-git.ts';
import { dialectOfAddress } from '../dialects/address-dialect.ts';
import { DIALECTS } from '../dialects/dialects.ts';
import { countOf } from '../lib/count-of.ts';
import { EXIT } from '../model/exit-code.ts';
import { usageProblem } from '../model/problem.ts';
import type { DialectId } from '../model/project.ts';
import type { Statistics } from '../model/statistics.ts';
import { USUAL_STATISTICS } from '../statistics/load-statistics.ts';
import { writeStatistics } from '../statistics/write-statistics.ts';

/** Keeps a password out of command lines. It is not that of rehearsals, which use throw-away servers. */
export const STATS_VARIABLE = 'HOLDPOINT_STATS_URL';

const KNOWN: readonly DialectId[] = ['postgres', 'mysql', 'sqlite'];

/** Options of `holdpoint stats`. */
export interface StatsOptions {
  /** Never printed; null for what the environment names. */
  readonly databaseUrl: string | null;
  /** `-` for the terminal; null for the usual file at the root of the repository. */
  readonly output: string | null;
  readonly dialect: string | null;
}

/** Reads the sizes of a live database and writes them where reviews find them. Throws a `Problem` when it cannot. */
export async function runStats(options: StatsOptions, write: (text: string) => void): Promise<number> {
  const url = (options.databaseUrl ?? '').trim() || (process.env[STATS_VARIABLE] ?? '').trim();
  if (url === '')
    throw usageProblem(
      'no-database-url',
      'No database is named.',
      `Give --database-url postgres://user:password@host:5432/database, or set ${STATS_VARIABLE}.`,
    );
  const id = dialectFor(url, options.dialect);
  const statistics = await DIALECTS[id]?.readStatistics?.({ url, disposable: false }, now());
  if (statistics === undefined) throw notYet(id);
  const text = writeStatistics(statistics);
  if (options.output === '-') write(text);
  else write(summary(statistics, await save(options.output, text)));
  return EXIT.go;
}

/** To the second. */
function now(): string {
  return new Date().toISOString().replace(/[.]\d+Z$/, 'Z');
}

function dialectFor(url: string, given: string | null): DialectId {
  const named = dialectOfAddress(url);
  if (given === null) return named ?? 'postgres';
  const dialect = KNOWN.find((known) => known === given);
  if (dialect === undefined)
    throw usageProblem(
      'invalid-option',
      `--dialect has to be one of ${KNOWN.join(', ')}.`,
      `It is ${given}.`,
    );
  if (named === null || named === dialect) return dialect;
  throw usageProblem(
    'invalid-option',
    `--dialect says ${dialect}, and the database URL is one of ${named}.`,
    'Leave --dialect out, or correct the URL.',
  );
}

function notYet(dialect: DialectId): Error {
  return usageProblem(
    'statistics-not-yet',
    `Holdpoint cannot read the sizes of a ${dialect} database yet.`,
    'So far it reads those of PostgreSQL. Without them everything but the estimates stays as it is.',
  );
}

async function save(output: string | null, text: string): Promise<string> {
  const root = await askGitLine('.', ['rev-parse', '--show-toplevel']).catch(() => null);
  const path = output ?? join(root ?? '.', USUAL_STATISTICS);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    throw usageProblem(
      'output',
      `The statistics cannot be written to ${path}: ${reasonOf(error)}.`,
      'Give --output another path, or - for the terminal.',
    );
  }
  return output ?? USUAL_STATISTICS;
}

function summary({ tables, version, replicas, dialect }: Statistics, path: string): string {
  const standby = replicas === null ? 'nobody tells how many replicas' : countOf(replicas, 'replica');
  const what = `${countOf(tables.length, 'table')} of ${dialect} ${version}, ${standby}`;
  return `Written: ${path} (${what}). It holds names, numbers and settings, and no data: commit it.\n`;
}
