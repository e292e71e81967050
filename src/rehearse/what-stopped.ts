import { code } from '../lib/code.ts';
import { pathWithin } from '../model/place.ts';
import type { Problem } from '../model/problem.ts';
import type { BaseReplay, RehearsedMigration, Unknown } from '../model/rehearsal.ts';
import type { ParsedProject } from './parsed-project.ts';

/** How far the rehearsal came before the engine stopped. */
interface Reached {
  readonly base: BaseReplay;
  readonly migrations: readonly RehearsedMigration[];
}

/** What nobody knows because the engine stopped, told at the place where it did. */
export function whatStopped(parsed: ParsedProject, reached: Reached, { facts }: Problem): Unknown {
  const { title, hint } = facts;
  const because = `${title} ${hint}`;
  const { project } = parsed.change;
  if (reached.base.migrations < parsed.base.length) {
    const culprit = reached.base.failures.at(-1);
    const path = culprit?.migration.path ?? null;
    const where =
      path === null
        ? 'The replay stopped.'
        : `The replay stopped in ${code(pathWithin(project.path, path))}.`;
    return { what: 'What the change does', because: `${where} ${because}`, path, line: null };
  }
  const last = reached.migrations.at(-1);
  if (last === undefined) return { what: 'What the change does', because, path: null, line: null };
  const { path } = last.change.migration;
  const file = pathWithin(project.path, path);
  const at = last.statements.findIndex(
    ({ observation, statement }) => observation === null && statement.kind === 'readable',
  );
  const stop = last.statements[at];
  if (stop === undefined) return untold(last, file, title);
  const { line } = stop.statement.span;
  const what = `What ${code(`${file}:${line}`)}`;
  const isLast = at === last.statements.length - 1;
  return { what: isLast ? `${what} does` : `${what} and the statements after it do`, because, path, line };
}

/** What was being tried when all statements had run. */
function untold({ change, rollback, down }: RehearsedMigration, file: string, because: string): Unknown {
  const { path, down: source } = change.migration;
  if (rollback.outcome === 'untried')
    return { what: `Whether ${code(file)} can be rolled back`, because, path, line: null };
  if (down?.outcome === 'untried') {
    const what = `What the down file of ${code(file)} restores`;
    return { what, because, path: source?.path ?? path, line: null };
  }
  return { what: `What else the rehearsal of ${code(file)} would have shown`, because, path, line: null };
}
