import { code } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { Catalog } from '../../../model/catalog.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import type { NoSeries, SeriesDraft } from '../../../model/series.ts';
import type { Statement } from '../../../model/statement.ts';
import { addConstraint } from './add-constraint.ts';
import { asItIs } from './as-it-is.ts';
import { backfill } from './backfill.ts';
import { changeKey } from './change-key.ts';
import { changeType } from './change-type.ts';
import { compose } from './compose.ts';
import { derivedColumns } from './derived-columns.ts';
import { dropColumn } from './drop-column.ts';
import { filledColumn } from './filled-column.ts';
import type { Kind } from './kinds.ts';
import { moveColumns } from './move-columns.ts';
import type { Part } from './part.ts';
import { renameColumn } from './rename-column.ts';
import { renameTable } from './rename-table.ts';
import { replaceTable } from './replace-table.ts';
import { required } from './required.ts';
import type { Scene } from './scene.ts';
import { serialToIdentity } from './serial-to-identity.ts';
import { splitTable } from './split-table.ts';

/** Those that stand for several statements first. */
const KINDS: readonly Kind[] = [
  replaceTable,
  splitTable,
  moveColumns,
  derivedColumns,
  renameColumn,
  renameTable,
  changeType,
  serialToIdentity,
  filledColumn,
  required,
  changeKey,
  dropColumn,
  addConstraint,
  backfill,
  asItIs,
];

/** Statements that only set up the session. */
const SETTING: ReadonlySet<string> = new Set(['set-setting', 'transaction-control', 'comment', 'analyze']);

/**
 * The migration in steps that let code of both shapes run, not tried yet; or why there are none. `down` are the
 * statements of its own down file, from which the way back of computed values is taken.
 */
export function series(
  before: Catalog,
  after: Catalog,
  statements: readonly RehearsedStatement[],
  down: readonly Statement[] = [],
): SeriesDraft | NoSeries {
  const scene: Scene = { before, after, statements, down };
  const failed = statements.find(({ observation }) => observation?.error !== null);
  if (failed !== undefined) return { because: `${summaryOf(failed)} does not run.` };
  const taken = new Set<number>();
  const parts: Part[] = [];
  for (const kind of KINDS) {
    for (const answer of kind(scene, taken)) {
      if ('takes' in answer && answer.takes.some((index) => taken.has(index))) continue;
      if ('because' in answer) return answer;
      parts.push(answer);
      for (const index of answer.takes) taken.add(index);
    }
  }
  const left = statements.filter((one, index) => !taken.has(index) && !isSetting(one));
  if (parts.length === 0) return { because: noneFor(left) };
  if (left.length > 0) return { because: besides(left, parts) };
  return compose(parts);
}

function besides(left: readonly RehearsedStatement[], parts: readonly Part[]): string {
  const titles = parts.map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1));
  const [are, them, their] = left.length === 1 ? ['is', 'it', 'its'] : ['are', 'them', 'their'];
  return `${listInWords(left.map(summaryOf), 3)} ${are} not part of ${listInWords(titles)}: put ${them} into a migration of ${their} own.`;
}

function isSetting({ statement }: RehearsedStatement): boolean {
  return statement.kind === 'readable' && statement.changes.every(({ kind }) => SETTING.has(kind));
}

function noneFor(left: readonly RehearsedStatement[]): string {
  if (left.length === 0) return 'It changes nothing.';
  return `No series is known for ${listInWords(left.map(summaryOf), 3)}.`;
}

function summaryOf({ statement }: RehearsedStatement): string {
  return code(statement.kind === 'readable' ? statement.summary : statement.sql);
}
