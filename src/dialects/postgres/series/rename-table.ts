import { code } from '../../../lib/code.ts';
import { findObject, type Catalog } from '../../../model/catalog.ts';
import { literal } from '../rows/names.ts';
import { textFact } from '../../catalog/facts.ts';
import { copied } from '../validation/copied-rows.ts';
import { reconcileTables, type TablePair } from '../reconcile/reconcile-tables.ts';
import type { Kind } from './kinds.ts';
import { fileWords, inSchemaOf, localPart, tableWord } from './names.ts';
import { step, type Part } from './part.ts';
import { changesOf, columnIn, columnNames, keyColumns } from './scene.ts';

/** `ALTER TABLE … RENAME TO`: a view under the old name, through which code reads and writes until none uses it. */
export const renameTable: Kind = (scene) =>
  changesOf(scene, 'rename').flatMap(({ index, change }) => {
    const was = change.object;
    const is = inSchemaOf(was, localPart(change.to));
    if (change.of !== 'table' || findObject(scene.before, 'table', was) === null) return [];
    const table = findObject(scene.after, 'table', is);
    if (table === null) return [];
    const columns = columnNames(scene.before, was);
    const name = code(textFact(table, 'name') ?? is);
    const copy = renamedCopy(scene.after, is, { was, columns });
    return [{ ...partOf(index, { was, is, name, columns }), reconciliation: reconcileTables(copy) }];
  });

interface Renaming {
  readonly was: string;
  readonly is: string;
  /** The new name, for people. */
  readonly name: string;
  readonly columns: readonly string[];
}

/** The view under the old name against the table. */
function renamedCopy(
  after: Catalog,
  is: string,
  { was, columns }: Pick<Renaming, 'was' | 'columns'>,
): TablePair {
  const held = columns.flatMap((name) => {
    const column = columnIn(after, is, name);
    return column === null ? [] : [copied(name, textFact(column, 'type') ?? 'text')];
  });
  return { source: was, target: is, columns: held, key: keyColumns(after, is) };
}

function partOf(index: number, { was, is, name: fresh, columns }: Renaming): Part {
  const view = [
    `CREATE VIEW ${was} AS SELECT ${columns.join(', ')} FROM ${is}`,
    `COMMENT ON VIEW ${was} IS ${literal(`Old name of ${is}`)}`,
  ];
  const there = `ALTER TABLE ${was} RENAME TO ${localPart(is)}`;
  const old = code(was);
  return {
    kind: 'rename-table',
    title: `Rename ${old} to ${fresh}`,
    takes: [index],
    objects: [was, is],
    steps: [
      step({
        stage: 'expand',
        name: fileWords('rename', tableWord(was), 'to', tableWord(is)),
        title: `Give the table its new name and put a view under the old one, in one instant.`,
        up: [there, ...view],
        down: [`DROP VIEW ${was}`, `ALTER TABLE ${is} RENAME TO ${localPart(was)}`],
        old: true,
        fresh: true,
      }),
      step({
        stage: 'contract',
        name: fileWords('drop', tableWord(was), 'view'),
        title: `Drop the view ${old}.`,
        codeBefore: `Code that uses ${fresh} and no longer ${old}.`,
        up: [`DROP VIEW ${was}`],
        down: view,
        old: false,
        fresh: true,
      }),
    ],
  };
}
