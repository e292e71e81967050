import { withoutCodeMarks } from '../../lib/code.ts';
import type { LayoutId } from '../../model/layout.ts';
import { isWrapped, type Migration } from '../../model/migration.ts';
import type { SeriesStep } from '../../model/series.ts';

/** Who runs the files. */
interface Runner {
  readonly layout: LayoutId;
  readonly original: Migration;
}

/** What a step is for, as comments. */
export function headOf({ title, codeBefore }: SeriesStep): string {
  const lines = [withoutCodeMarks(title)];
  if (codeBefore !== null) lines.push(`Runs everywhere before: ${withoutCodeMarks(codeBefore)}`);
  return lines.map((line) => `-- ${line}\n`).join('');
}

/** Statements as they stand in a file. */
export function statementsText(sql: readonly string[]): string {
  return sql.map((statement) => `${statement};\n`).join('\n');
}

/** The up SQL; where the runner opens no transaction, the file begins and commits its own. */
export function upText(step: SeriesStep, runner: Runner): string {
  return `${headOf(step)}\n${inTransaction(step.up, step, runner)}`;
}

/** The down SQL, likewise. */
export function downText(step: SeriesStep, runner: Runner): string {
  if (step.down.length === 0) return '-- Nothing to take back.\n';
  return inTransaction(step.down, step, runner);
}

/** Layouts whose runner opens no transaction ever, and those whose files tell what their runner does. */
const NEVER: ReadonlySet<LayoutId> = new Set<LayoutId>(['sqitch', 'version-folders']);
const BY_CUSTOM: ReadonlySet<LayoutId> = new Set<LayoutId>(['one-file', 'up-down', 'folder-per-migration']);

function inTransaction(sql: readonly string[], step: SeriesStep, { layout, original }: Runner): string {
  const isBare = NEVER.has(layout) || (BY_CUSTOM.has(layout) && !isWrapped(original.transaction));
  const isOwn = isBare && step.transactional && sql.length > 1;
  return statementsText(isOwn ? ['BEGIN', ...sql, 'COMMIT'] : sql);
}

/** True for a statement with semicolons inside, which simple runners would cut in two. */
export function holdsSemicolon(sql: string): boolean {
  return sql.includes(';');
}
