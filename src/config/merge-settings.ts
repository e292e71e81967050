import * as z from 'zod';

import type { LayoutId } from '../model/layout.ts';
import type { TransactionMode } from '../model/migration.ts';
import { usageProblem } from '../model/problem.ts';
import type { DialectId } from '../model/project.ts';
import type { WrittenVersion } from '../model/server-version.ts';
import type { Configuration, Limits } from './configuration.ts';
import { expected } from './expected.ts';
import { VALUES } from './schema.ts';

export type OptionName = keyof typeof VALUES;

/** Command-line options or action inputs by the names that the configuration has, too; empty text is not given. */
export type Options = Readonly<Partial<Record<OptionName, string>>>;

/** How options are called where they come from. */
export type OptionStyle = 'option' | 'input';

/** Configuration and options together: what a review goes by. The first four win over a project's own. */
export interface Settings extends Configuration {
  readonly dialect: DialectId | null;
  readonly layout: LayoutId | null;
  readonly transaction: TransactionMode | null;
  readonly serverVersion: WrittenVersion | null;
}

const schema = z.object(VALUES).partial();

/**
 * Lays options over the configuration.
 *
 * @throws Problem `invalid-option` that names the option and what it may be.
 */
export function mergeSettings(
  configuration: Configuration,
  options: Options,
  style: OptionStyle = 'option',
): Settings {
  const given = parseOptions(options, style);
  return {
    ...configuration,
    dialect: given.dialect ?? null,
    layout: given.layout ?? null,
    transaction: given.transaction ?? null,
    serverVersion: given['server-version'] ?? null,
    failOn: given['fail-on'] ?? configuration.failOn,
    comment: given.comment ?? configuration.comment,
    lockTimeout: given['lock-timeout'] ?? configuration.lockTimeout,
    since: given.since ?? configuration.since,
    projects: given.since === undefined ? configuration.projects : withoutSince(configuration.projects),
    limits: mergeLimits(configuration.limits, given),
  };
}

/** The option is about all projects. */
function withoutSince(projects: Configuration['projects']): Configuration['projects'] {
  return projects.map((project) => ({ ...project, since: null }));
}

function mergeLimits(limits: Limits, given: z.infer<typeof schema>): Limits {
  return {
    deadlineSeconds: given['deadline-seconds'] ?? limits.deadlineSeconds,
    statementSeconds: given['statement-seconds'] ?? limits.statementSeconds,
    memoryMb: given['memory-mb'] ?? limits.memoryMb,
  };
}

const NUMBERS: ReadonlySet<string> = new Set([
  'server-version',
  'deadline-seconds',
  'statement-seconds',
  'memory-mb',
]);

function parseOptions(options: Options, style: OptionStyle): z.infer<typeof schema> {
  const given = Object.entries(options)
    .map(([name, text]) => [name, text.trim()] as const)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => [name, NUMBERS.has(name) && /^\d+$/.test(text) ? Number(text) : text] as const);
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  throw invalidOption(parsed.error.issues, Object.fromEntries(given), style);
}

function invalidOption(
  issues: readonly z.core.$ZodIssue[],
  given: Readonly<Record<string, string | number>>,
  style: OptionStyle,
): Error {
  const [issue] = issues;
  const name = String(issue?.path[0] ?? '');
  const title = style === 'option' ? `--${name}` : `Input ${name}`;
  const wanted = issue === undefined ? 'something else' : expected(issue);
  return usageProblem('invalid-option', `${title} has to be ${wanted}.`, `It is ${String(given[name])}.`);
}
