import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import type { Rule } from '../model/rule.ts';
import type { Grant, Rights } from '../model/rights.ts';
import type { Configuration } from './configuration.ts';
import { writtenGrant } from './grant.ts';

type RatedRule = Pick<Rule, 'id' | 'severity'>;

/** What differs in effect between two configurations, as half sentences; empty when nothing does. */
export function configurationDifferences(
  before: Configuration,
  after: Configuration,
  rules: readonly RatedRule[],
): string[] {
  return [
    ...ruleDifferences(before, after, rules),
    ...valueDifferences(before, after),
    ...rightDifferences(before.rights, after.rights),
    ...projectDifferences(before, after),
    ...mapDifferences(before, after),
  ];
}

function ruleDifferences(before: Configuration, after: Configuration, rules: readonly RatedRule[]): string[] {
  return rules.flatMap(({ id, severity }) => {
    const [was, is] = [before.rules[id], after.rules[id]];
    const weighs = step(code(id), was?.severity ?? severity, is?.severity ?? severity);
    const options = isSame(was?.options ?? {}, is?.options ?? {}) ? [] : [`other options of ${code(id)}`];
    return [...weighs, ...options];
  });
}

function valueDifferences(before: Configuration, after: Configuration): string[] {
  return [
    ...step(code('suppressions'), before.suppressions, after.suppressions),
    ...step(code('fail-on'), before.failOn, after.failOn),
    ...step(code('comment'), before.comment, after.comment),
    ...step(code('since'), before.since, after.since),
    ...step(code('stats'), before.stats, after.stats),
    ...step(code('lock-timeout'), milliseconds(before.lockTimeout), milliseconds(after.lockTimeout)),
    ...step(code('bake-days'), before.bakeDays, after.bakeDays),
    ...step(code('plan'), before.plan, after.plan),
    ...step(code('releases'), before.releases, after.releases),
    ...step(code('override-days'), before.rights.longestDays, after.rights.longestDays),
  ];
}

function milliseconds(value: number | null): string | null {
  return value === null ? null : `${value}ms`;
}

function rightDifferences(before: Rights, after: Rights): string[] {
  const deeds = (['tick', 'attest', 'accept', 'decide'] as const).flatMap((deed) =>
    step(`who may ${deed}`, people(before.deeds[deed]), people(after.deeds[deed])),
  );
  const ids = [...new Set([...Object.keys(before.rules), ...Object.keys(after.rules)])].sort();
  const rules = ids.flatMap((id) => {
    const [was, is] = [before, after].map((rights) => people(rights.rules[id] ?? rights.deeds.accept));
    return step(`who may accept ${code(id)}`, was ?? null, is ?? null);
  });
  return [...deeds, ...rules];
}

function people(grants: readonly Grant[]): string {
  return grants.length === 0 ? 'nobody' : grants.map(writtenGrant).join(', ');
}

function projectDifferences(before: Configuration, after: Configuration): string[] {
  const [was, is] = [before, after].map(({ projects }) => projects.map(({ path }) => path));
  const gone = (was ?? []).filter((path) => is?.includes(path) !== true);
  const fresh = (is ?? []).filter((path) => was?.includes(path) !== true);
  const told = [
    ...(gone.length === 0 ? [] : [`no project ${listInWords(codes(gone))}`]),
    ...(fresh.length === 0 ? [] : [`a project ${listInWords(codes(fresh))}`]),
  ];
  if (told.length > 0) return told;
  return isSame(before.projects, after.projects) ? [] : [`other ${code('projects')}`];
}

const MAPS = [
  ['limits', 'limits'],
  ['variables', 'variables'],
  ['presuppose', 'presuppose'],
  ['batch', 'batch'],
  ['components', 'components'],
  ['rates', 'rates'],
  ['smallTables', 'small-tables'],
] as const;

function mapDifferences(before: Configuration, after: Configuration): string[] {
  return MAPS.filter(([key]) => !isSame(before[key], after[key])).map(
    ([, written]) => `other ${code(written)}`,
  );
}

function step(what: string, before: string | number | null, after: string | number | null): string[] {
  if (before === after) return [];
  return [`${what} from ${shown(before)} to ${shown(after)}`];
}

function shown(value: string | number | null): string {
  return value === null ? 'none' : code(String(value));
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
