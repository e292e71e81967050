import type { Effect } from '../model/observation.ts';
import type { Script, Statement } from '../model/statement.ts';
import type { StatementRun } from './run-statement.ts';

/** True when a statement does no more than keep the books of the program that runs migrations. */
export function keepsBooks(statement: Statement): boolean {
  return statement.kind === 'readable' && statement.keepsBooks === true;
}

/** Tables in which the statements keep such books: the program keeps them on the way back, too. */
export function booksOf(scripts: readonly Script[]): ReadonlySet<string> {
  return new Set(scripts.flatMap(({ statements }) => statements.filter(keepsBooks).flatMap(relationsOf)));
}

/** The run of a statement as it matters: nobody but the program that runs migrations minds its own books. */
export function asBookkeeping(run: StatementRun): StatementRun {
  if (!keepsBooks(run.statement)) return run;
  const books = new Set(relationsOf(run.statement));
  const effects = run.effects.map((effect): Effect =>
    books.has(effect.relation) ? { ...effect, blocks: 'nothing', work: 'metadata' } : effect,
  );
  return { ...run, effects, broken: [], dataLoss: [], overwritten: [] };
}

function relationsOf(statement: Statement): string[] {
  return statement.kind === 'readable' ? statement.changes.flatMap(({ relation }) => relation ?? []) : [];
}
