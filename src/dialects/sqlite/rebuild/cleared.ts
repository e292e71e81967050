import { objectsOf, type CatalogObject } from '../../../model/catalog.ts';
import type { ClearedMigration } from '../../../model/rebuild.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import { runningSql } from '../../../model/statement.ts';
import { columnOf } from '../../validation/column-of.ts';
import { viewsInOrder } from '../inverse/inverse.ts';
import { mentioning } from '../inverse/mentions.ts';
import { createTrigger, createView } from '../inverse/part-definitions.ts';

/** A view or trigger is looked at when a table gets its name, and misses the one that was dropped. */
const MISSING = /^error in (?:view|trigger) .*: no such table: /;

/**
 * The migration with views and triggers out of the way of a table that is dropped and built anew under its name.
 * https://www.sqlite.org/lang_altertable.html#compatibility
 */
export function cleared(statements: readonly RehearsedStatement[]): ClearedMigration | null {
  const refused = statements.findIndex(({ observation }) => MISSING.test(observation?.error?.message ?? ''));
  const table = renamedTo(statements[refused]);
  const drop = statements.findIndex((run, at) => at < refused && drops(run, table));
  const before = statements[drop]?.before;
  if (table === null || before === undefined) return null;
  const all = [...objectsOf(before, 'view'), ...objectsOf(before, 'trigger')];
  const inTheWay = [...mentioning(all, [table])].filter((object) => object.relation !== table);
  const sqls = statements.map(({ statement }) => runningSql(statement).replace(/;\s*$/, ''));
  const sql = [
    ...sqls.slice(0, drop),
    ...inTheWay.toReversed().map(dropOf),
    ...sqls.slice(drop, refused + 1),
    ...viewsInOrder(inTheWay.filter(({ kind }) => kind === 'view')).map(createView),
    ...inTheWay.filter(({ kind }) => kind === 'trigger').map(createTrigger),
    ...sqls.slice(refused + 1),
  ];
  return { refused, sql };
}

function renamedTo(run: RehearsedStatement | undefined): string | null {
  if (run?.statement.kind !== 'readable') return null;
  const rename = run.statement.changes.find((change) => change.kind === 'rename' && change.of === 'table');
  return rename?.kind === 'rename' ? rename.to : null;
}

function drops({ statement }: RehearsedStatement, table: string | null): boolean {
  return (
    statement.kind === 'readable' &&
    statement.changes.some((change) => change.kind === 'drop' && change.object === table)
  );
}

/** A trigger of a view goes with it. */
function dropOf(object: CatalogObject): string {
  return object.kind === 'trigger'
    ? `DROP TRIGGER IF EXISTS ${columnOf(object)}`
    : `DROP VIEW ${object.name}`;
}
