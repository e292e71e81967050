import type { CatalogObject } from '../../../model/catalog.ts';
import { listFact, textFact } from './facts.ts';
import type { Moments, Pair } from './pairing.ts';
import { keyOf } from './pairing.ts';
import type { Step } from './steps.ts';
import { qualified, sqlName } from './sql-names.ts';
import { LINK_RANK } from './ways.ts';

/** Key of the link between a child and its parent. */
function linkKey(parent: string, child: string): string {
  return `link ${parent}\t${child}`;
}

/** Links that are there now and were not before, cut before anything else goes. */
export function linksCut(moments: Moments): Step[] {
  const steps: Step[] = [];
  for (const { after, before, now } of tablePairs(moments)) {
    const parent = textFact(after, 'partitionOf');
    const isSameBound = before.facts['partitionBound'] === now.facts['partitionBound'];
    if (
      parent !== null &&
      !(textFact(now, 'partitionOf') === textFact(before, 'partitionOf') && isSameBound)
    ) {
      steps.push(cut(parent, after, `ALTER TABLE ${qualified(parent)} DETACH PARTITION ${sqlName(after)}`));
    }
    listFact(after, 'inherits').forEach((other, at) => {
      if (listFact(before, 'inherits').includes(listFact(now, 'inherits')[at] ?? '')) return;
      steps.push(cut(other, after, `ALTER TABLE ${sqlName(after)} NO INHERIT ${qualified(other)}`));
    });
  }
  return steps;
}

function cut(parent: string, child: CatalogObject, sql: string): Step {
  return { sql: [sql], rank: -1, age: 0, provides: [linkKey(parent, child.name)], needs: [] };
}

/** Keys that have to be done before a table may be dropped: its links to tables that stay. */
export function linkKeysOf(table: CatalogObject, moments: Moments): string[] {
  return tablePairs(moments).flatMap(({ after }) =>
    textFact(after, 'partitionOf') === table.name || listFact(after, 'inherits').includes(table.name)
      ? [linkKey(table.name, after.name)]
      : [],
  );
}

function tablePairs(moments: Moments): Pair[] {
  return [...moments.pairs.values()].filter(
    ({ before }) => before.kind === 'table' || before.kind === 'foreign-table',
  );
}

/** Names, at the later moment, of the tables that lose a parent. */
export function tablesCutLoose(moments: Moments): ReadonlySet<string> {
  return new Set(
    linksCut(moments).flatMap(({ provides }) => provides.map((key) => key.slice(key.lastIndexOf('\t') + 1))),
  );
}

/** Links that were there before and are not now, made when both ends are complete. */
export function linksMade(moments: Moments, isCreated: (table: CatalogObject) => boolean): Step[] {
  const steps: Step[] = [];
  for (const table of moments.before.values()) {
    if (table.kind !== 'table' && table.kind !== 'foreign-table') continue;
    const pair = moments.pairs.get(keyOf(table));
    const now = pair === undefined || isCreated(table) ? null : pair.now;
    steps.push(...attach(table, now), ...inherit(table, now));
  }
  return steps;
}

function attach(table: CatalogObject, now: CatalogObject | null): Step[] {
  const parent = textFact(table, 'partitionOf');
  const bound = textFact(table, 'partitionBound');
  if (parent === null) return [];
  if (now?.facts['partitionOf'] === parent && now.facts['partitionBound'] === bound) return [];
  const sql = `ALTER TABLE ${qualified(parent)} ATTACH PARTITION ${sqlName(table)} ${bound ?? ''}`;
  return [made(table, parent, sql)];
}

/** A table that is created names its parents itself. */
function inherit(table: CatalogObject, now: CatalogObject | null): Step[] {
  if (now === null) return [];
  return listFact(table, 'inherits')
    .filter((parent) => !listFact(now, 'inherits').includes(parent))
    .map((parent) => made(table, parent, `ALTER TABLE ${sqlName(table)} INHERIT ${qualified(parent)}`));
}

function made(table: CatalogObject, parent: string, sql: string): Step {
  return {
    sql: [sql],
    rank: LINK_RANK,
    age: Number(table.id),
    provides: [],
    needs: [keyOf(table), `table ${parent}`],
  };
}
