import { answerAsCode, code } from '../../lib/code.ts';
import type { RootContent } from 'mdast';
import { isShipped, shippedRelations } from '../../model/blocked-relations.ts';
import type { Shipped } from '../../model/blocked-relations.ts';
import { blocksAtLeast } from '../../model/observation.ts';
import type { Effect } from '../../model/observation.ts';
import { answerTo } from '../../model/fate.ts';
import { namedInside } from '../../model/inner-statement.ts';
import { pathWithin } from '../../model/place.ts';
import type { InnerStatement } from '../../model/statement.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import type { DataLoss, RehearsedMigration, RehearsedStatement } from '../../model/rehearsal.ts';
import { effectSentence, heldSentence } from '../effect-sentence.ts';
import { evidenceNodes } from '../evidence.ts';
import type { Section } from '../fit.ts';
import { details, heading, list, name } from '../nodes.ts';
import type { Inline } from '../nodes.ts';
import { prose } from '../prose.ts';
import { statementSummary } from '../statement-summary.ts';
import { clip } from '../visible.ts';

const LONGEST_ANSWER = 300;
const LONGEST_SQL = 80;
const SUMMARY = 'What each statement locks, breaks and loses';

/** Statement by statement what was seen; shorter without what shows it; then left out. */
export function effectsSection({ rehearsal }: ProjectPlan): Section {
  const shipped = shippedRelations(rehearsal);
  const level = (evidence: boolean) => () =>
    details(
      SUMMARY,
      rehearsal.migrations.flatMap((migration) =>
        migration.statements.flatMap((statement) =>
          statementNodes(statement, { migration, folder: rehearsal.project.path, evidence, shipped }),
        ),
      ),
    );
  return { weight: 20, levels: [level(true), level(false), () => []] };
}

interface Manner {
  readonly migration: RehearsedMigration;
  readonly folder: string;
  readonly evidence: boolean;
  readonly shipped: Shipped;
}

function statementNodes(rehearsed: RehearsedStatement, manner: Manner): RootContent[] {
  const lines = [
    ...answerLines(rehearsed),
    ...lockLines(rehearsed, manner),
    ...brokenLines(rehearsed, manner),
    ...lossLines(rehearsed.dataLoss, 'is gone for good'),
    ...lossLines(rehearsed.overwritten, 'loses its old values'),
  ];
  if (lines.length === 0) return [];
  const { statement } = rehearsed;
  const place = `${pathWithin(manner.folder, manner.migration.change.migration.path)}:${statement.span.line}`;
  return [heading(4, name(place), ' · ', name(statementSummary(statement))), ...list(lines)];
}

function answerLines(rehearsed: RehearsedStatement): Inline[][] {
  const answer = answerTo(rehearsed);
  if (answer === null) return [];
  return [
    [
      rehearsed.statement.kind === 'unreadable' ? 'The parser: ' : 'The engine: ',
      name(clip(answer, LONGEST_ANSWER)),
    ],
  ];
}

function lockLines(rehearsed: RehearsedStatement, { migration, evidence, shipped }: Manner): Inline[][] {
  const told = rehearsed.effects.filter(({ relation, blocks, work, witness }) => {
    if (witness === 'unknown') return true;
    return matters({ blocks, work }) && isShipped(relation, rehearsed, shipped);
  });
  const taken = told.map((effect) => [
    ...prose(effectSentence(effect)),
    ...insideNodes(rehearsed, effect),
    ...(evidence ? evidenceNodes(effect) : []),
  ]);
  const held = rehearsed.held.map((lock) => {
    const isHere = lock.takenIn === undefined;
    const takenAt = isHere ? (migration.statements[lock.takenBy]?.statement.span.line ?? null) : null;
    return prose(heldSentence(lock, takenAt));
  });
  return [...taken, ...elsewhereLines(rehearsed, { evidence, shipped }), ...held];
}

/** The statements of a block that the effect comes from. */
function insideNodes({ statement }: RehearsedStatement, { relation }: Effect): Inline[] {
  return namedInside(statement, relation).named.flatMap((inner): Inline[] => [
    ' ',
    ...prose(placeInside(inner)),
    ': ',
    name(clip(inner.summary, LONGEST_SQL)),
    '.',
  ]);
}

/** "Line 3", "In `f()`, `db/1.sql` line 3", "In `f()`". */
function placeInside({ line, function: routine, path }: InnerStatement): string {
  if (routine === undefined) return `Line ${line ?? 1}`;
  const where = path === undefined ? '' : `, ${code(path)} line ${line ?? 1}`;
  return `In ${code(routine)}${where}`;
}

function matters({ blocks, work }: Pick<Effect, 'blocks' | 'work'>): boolean {
  return blocksAtLeast(blocks, 'writes') || work !== 'metadata';
}

/** What the reader's server does otherwise, where either way somebody waits or rows are touched. */
function elsewhereLines(
  rehearsed: RehearsedStatement,
  { evidence, shipped }: Pick<Manner, 'evidence' | 'shipped'>,
): Inline[][] {
  const { elsewhere, effects } = rehearsed;
  if (elsewhere === undefined) return [];
  const told = elsewhere.effects.filter((effect) => {
    const measured = effects.filter(({ relation }) => relation === effect.relation);
    return isShipped(effect.relation, rehearsed, shipped) && [effect, ...measured].some(matters);
  });
  return told.map((effect) => [
    `On your server (version ${elsewhere.version}): `,
    ...prose(effectSentence(effect)),
    ...(evidence ? evidenceNodes(effect) : []),
  ]);
}

function brokenLines({ broken }: RehearsedStatement, { evidence }: Manner): Inline[][] {
  return broken.map(({ breaks, relation, error, sql }) => [
    ...prose(
      `Old code: ${breaks ?? code(relation)}${error === null ? '' : ` (${answerAsCode(error.message)})`}.`,
    ),
    ...(evidence ? [' Tried with ', name(clip(sql, LONGEST_SQL)), '.'] : []),
  ]);
}

function lossLines(lost: readonly DataLoss[], what: string): Inline[][] {
  return lost.map(({ object, kind }) => prose(`${kind === 'rows' ? 'Rows: ' : ''}${code(object)} ${what}.`));
}
