import { code } from '../../../lib/code.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import { runningSql, type ReadableStatement } from '../../../model/statement.ts';
import { invert } from '../inverse/invert.ts';
import { lasting } from '../catalog/lasting.ts';
import type { Kind } from './kinds.ts';
import { fileWords } from './names.ts';
import { step, type Part } from './part.ts';

/** What sets up the session, and what belongs to no schema. */
const LEFT_OUT: ReadonlySet<string> = new Set(['set-setting', 'transaction-control', 'analyze', 'query']);
/** What only takes away: code that does without can run before. */
const TAKES_AWAY: ReadonlySet<string> = new Set([
  'drop',
  'drop-default',
  'drop-constraint',
  'revoke',
  'set-identity',
]);

/** Statements that hold nobody up: first where code does not mind them, last where code has to do without before. */
export const asItIs: Kind = (scene, taken) =>
  scene.statements.flatMap((ran, index): Part[] => {
    if (taken.has(index) || !isHarmless(ran)) return [];
    const { statement, before, after, backwardCompatible } = ran;
    if (statement.kind === 'unreadable') return [];
    const kinds = statement.changes.map(({ kind }) => kind);
    if (kinds.every((kind) => LEFT_OUT.has(kind))) return [];
    if (!backwardCompatible && !kinds.every((kind) => TAKES_AWAY.has(kind))) return [];
    const back = invert(lasting(before), lasting(after));
    if (back.impossible.length > 0) return [];
    return [partOf(statement, index, { down: back.sql, harmless: backwardCompatible })];
  });

interface Fate {
  readonly down: readonly string[];
  /** Code does not mind it. */
  readonly harmless: boolean;
}

function partOf(statement: ReadableStatement, index: number, { down, harmless }: Fate): Part {
  const { summary } = statement;
  const objects = statement.changes.map(({ object }) => code(object)).join(', ');
  return {
    kind: harmless ? 'expand' : 'drop',
    title: `Run ${code(summary)}`,
    takes: [index],
    objects: [],
    steps: [
      step({
        stage: harmless ? 'expand' : 'contract',
        name: fileWords(...summary.toLowerCase().split(/\s+/).slice(0, 4)),
        title: harmless ? `Run ${code(summary)}, which code does not mind.` : `Run ${code(summary)}.`,
        ...(harmless ? {} : { codeBefore: `Code that does without ${objects}.` }),
        up: [runningSql(statement).trim().replace(/;$/, '')],
        down,
        old: harmless,
        fresh: true,
      }),
    ],
  };
}

/** In a transaction of its own it holds its locks for an instant only. */
function isHarmless({ statement, effects }: RehearsedStatement): boolean {
  const isQuick = effects.every(({ work }) => work === 'metadata');
  return statement.kind === 'readable' && statement.runsInTransaction && isQuick;
}
