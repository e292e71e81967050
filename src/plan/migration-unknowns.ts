import { answerAsCode, code } from '../lib/code.ts';
import { answerTo, fateOf } from '../model/fate.ts';
import type { Fate } from '../model/fate.ts';
import type { Finding } from '../model/finding.ts';
import { pathWithin } from '../model/place.ts';
import { lackUnknowns } from './lack-unknowns.ts';
import { isBlankedOut } from '../model/migration.ts';
import type {
  Rehearsal,
  RehearsedMigration,
  RehearsedStatement,
  Trial,
  Unknown,
} from '../model/rehearsal.ts';

/** What stayed unknown of the migrations of the change, in running order. */
export function migrationUnknowns(rehearsal: Rehearsal, findings: readonly Finding[]): Unknown[] {
  const unknowns = rehearsal.migrations.flatMap((migration) => [
    ...emptyUnknowns(rehearsal, migration),
    ...lackUnknowns(rehearsal, migration),
    ...migration.statements.flatMap((statement, index) =>
      statementUnknowns(rehearsal, findings, { migration, statement, index }),
    ),
    ...(rehearsal.engine === null ? [] : trialUnknowns(rehearsal, migration)),
  ]);
  const whole = rehearsal.engine !== null && rehearsal.migrations.length > 1 ? rehearsal.rollback : null;
  return [...unknowns, ...untried(whole, 'Whether the change as a whole can be rolled back', null)];
}

/**
 * A file that does nothing may be a slip, or its SQL was lost on the way; only its author knows. Beside others that do
 * something, a file without any SQL is taken for meant so and told as a note.
 */
function emptyUnknowns(
  { migrations }: Rehearsal,
  { change: { migration }, statements }: RehearsedMigration,
): Unknown[] {
  if (statements.length > 0) return [];
  const { path, up } = migration;
  if (up.defect === null) {
    if (!isBlankedOut(up) && migrations.some((other) => other.statements.length > 0)) return [];
    return [
      { what: `What ${code(path)} is meant to do`, because: 'It holds no statement.', path, line: null },
    ];
  }
  return [
    {
      what: `What ${code(path)} does`,
      because: `It cannot be read: ${up.defect.reason}.`,
      path,
      line: up.defect.line,
    },
  ];
}

interface Place {
  readonly migration: RehearsedMigration;
  readonly statement: RehearsedStatement;
  readonly index: number;
}

function statementUnknowns(rehearsal: Rehearsal, findings: readonly Finding[], place: Place): Unknown[] {
  const { path } = place.migration.change.migration;
  const { line } = place.statement.statement.span;
  const where = `${pathWithin(rehearsal.project.path, path)}:${line}`;
  const fate = fateOf(place.statement);
  if (place.statement.lacks !== undefined) return effectUnknowns(place, where);
  const isTold = (): boolean =>
    findings.some((finding) => finding.path === path && finding.line === line && finding.severity !== 'note');
  if (fate === 'ran' || (fate === 'depends-on-data' && isTold())) return effectUnknowns(place, where);
  if (fate === 'not-run') {
    // Without an engine no statement runs; that is told once.
    return rehearsal.engine === null ? effectUnknowns(place, where) : notRunUnknowns(place, where);
  }
  const what =
    fate === 'depends-on-data' ? `Whether ${code(where)} runs on your rows` : `What ${code(where)} does`;
  return [{ what, because: because(fate, answerTo(place.statement)), path, line }];
}

/** A row of statements that were not run is told once, at the first. */
function notRunUnknowns({ migration, statement, index }: Place, where: string): Unknown[] {
  const isNotRun = (at: number): boolean => {
    const other = migration.statements[at];
    return other !== undefined && other.lacks === undefined && fateOf(other) === 'not-run';
  };
  if (isNotRun(index - 1)) return [];
  const what = isNotRun(index + 1)
    ? `What ${code(where)} and the statements after it do`
    : `What ${code(where)} does`;
  const { path } = migration.change.migration;
  return [{ what, because: 'It was not run.', path, line: statement.statement.span.line }];
}

function because(fate: Exclude<Fate, 'ran' | 'not-run'>, answer: string | null): string {
  const said = answer === null ? 'no message' : answerAsCode(answer);
  switch (fate) {
    case 'unreadable':
      return `The parser stops: ${said}`;
    case 'failed':
      return `The engine answers: ${said}`;
    case 'depends-on-data':
      return `It works on empty tables; on tables with rows the engine answers: ${said}`;
  }
}

function effectUnknowns(place: Place, where: string): Unknown[] {
  const { path } = place.migration.change.migration;
  const { statement, effects } = place.statement;
  const { line } = statement.span;
  const unseen = effects.filter(({ witness }) => witness === 'unknown');
  const locks = unseen.map(({ relation, lock, evidence }) => ({
    what: `What ${code(where)} ${lock === '' ? 'locks on' : 'does to the rows of'} ${code(relation)}`,
    because: evidence,
    path,
    line,
  }));
  if (statement.kind === 'unreadable' || statement.outside === undefined) return locks;
  const because = `It ${statement.outside}; the rehearsal runs cut off from everything.`;
  return [{ what: `What ${code(where)} does outside of the database`, because, path, line }, ...locks];
}

function trialUnknowns(rehearsal: Rehearsal, migration: RehearsedMigration): Unknown[] {
  const stopped = migration.statements.some((statement) => fateOf(statement) !== 'ran');
  if (migration.statements.length === 0 || stopped) return [];
  const { path } = migration.change.migration;
  const file = pathWithin(rehearsal.project.path, path);
  return [
    ...untried(migration.rollback, `Whether ${code(file)} can be rolled back`, path),
    ...untried(
      migration.down,
      `What the down file of ${code(file)} restores`,
      migration.change.migration.down?.path ?? path,
    ),
  ];
}

function untried(trial: Trial | null, what: string, path: string | null): Unknown[] {
  if (trial?.outcome !== 'untried') return [];
  return [{ what, because: trial.reason ?? 'It was not run.', path, line: null }];
}
