import { code, codes } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { blockedBy, shippedRelations, strongestOf } from '../model/blocked-relations.ts';
import { breakageInWords } from '../model/breakage.ts';
import type { Finding } from '../model/finding.ts';
import type { ProjectPlan } from '../model/plan.ts';
import type { RehearsedStatement } from '../model/rehearsal.ts';
import type { Hazard } from './hazards.ts';

/** Several findings of one hazard in one file as one sentence; null when they have to speak one by one. */
export function sumOf(project: ProjectPlan, hazard: Hazard, findings: readonly Finding[]): string | null {
  const statements = statementsAt(project, findings);
  if (hazard === 'blocks' && statements.length > 0) return blockingSum(project, statements);
  if (hazard === 'breaks' && statements.length > 0) return breakingSum(statements, findings);
  if (hazard === 'waits') return waitingSum(findings);
  if (hazard === 'history') return null;
  const [first] = findings;
  return first === undefined ? null : `${first.message} ${others(findings.length - 1)}`;
}

function blockingSum({ rehearsal }: ProjectPlan, statements: readonly RehearsedStatement[]): string {
  const shipped = shippedRelations(rehearsal);
  const blocked = strongestOf(statements.flatMap((statement) => blockedBy(statement, shipped)));
  const on = (blocks: string): string[] =>
    codes(blocked.filter((one) => one.blocks === blocks).map(({ relation }) => relation));
  const [all, writes] = [on('reads-and-writes'), on('writes')];
  const what = [
    ...(all.length === 0 ? [] : [`reads and writes of ${listInWords(all, 3)}`]),
    ...(writes.length === 0 ? [] : [`writes to ${listInWords(writes, 3)}`]),
  ];
  const verb = statements.length === 1 ? 'blocks' : 'block';
  const table = blocked.length === 1 ? 'the table' : 'the tables';
  return `${subjectOf(statements)} ${verb} ${what.join(' and ')}, for a time that grows with ${table}.`;
}

function breakingSum(statements: readonly RehearsedStatement[], findings: readonly Finding[]): string {
  const breaks = breakageInWords(
    statements.flatMap(({ broken }) => broken),
    (words) => listInWords(words, 3),
  );
  const causes = findings.filter(({ rule }) => rule !== 'expand-and-contract-together');
  const objects = codes(distinct(causes.map(({ object }) => object)));
  const what = breaks !== '' ? breaks : `what uses ${listInWords(objects, 3)}`;
  const verb = statements.length === 1 ? 'breaks' : 'break';
  return `${subjectOf(statements)} ${verb} the code that runs today: ${what}.`;
}

function waitingSum(findings: readonly Finding[]): string {
  const files = countOf(findings.length, 'migration');
  return `${files} ask for strong locks without a ${code('lock_timeout')}; behind one long transaction they wait without end, and all that comes later waits behind them.`;
}

/** The statement in its words, or how many and in which lines. */
function subjectOf(statements: readonly RehearsedStatement[]): string {
  const [first] = statements;
  if (first === undefined) return '';
  if (statements.length > 1) {
    const lines = statements.map(({ statement }) => String(statement.span.line));
    return `${countOf(statements.length, 'statement')} (lines ${listInWords(lines, 5)})`;
  }
  return code(first.statement.kind === 'readable' ? first.statement.summary : first.statement.sql);
}

function others(count: number): string {
  return `${countOf(count, 'more finding')} of this kind in the file.`;
}

/** The statements that the findings stand at, in running order. */
function statementsAt({ rehearsal }: ProjectPlan, findings: readonly Finding[]): RehearsedStatement[] {
  return rehearsal.migrations.flatMap(({ change, statements }) =>
    statements.filter((_, index) =>
      findings.some(
        ({ statement, path, version }) =>
          statement === index && version === change.migration.version && path === change.migration.path,
      ),
    ),
  );
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
