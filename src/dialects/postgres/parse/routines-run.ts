import type { FuncCall, Node } from 'libpg-query';
import {
  objectsOf,
  findObject,
  type Catalog,
  type CatalogObject,
  type Fact,
} from '../../../model/catalog.ts';
import type { Change } from '../../../model/change.ts';
import { readChanges } from './changes/read-changes.ts';
import { readGrammar } from './grammar.ts';
import { qualifiedName, stringsOf } from './names.ts';
import { walkTree } from './tree-walk.ts';

/** Statements that run the functions in them now; others only write their calls down. */
const RUNS_CALLS: ReadonlySet<string> = new Set([
  'CallStmt',
  'CreateTableAsStmt',
  'DeleteStmt',
  'ExplainStmt',
  'InsertStmt',
  'MergeStmt',
  'SelectStmt',
  'UpdateStmt',
]);

/** Events of triggers, by the changes that fire them. */
const EVENTS: Readonly<Partial<Record<Change['kind'], readonly string[]>>> = {
  'insert-rows': ['INSERT'],
  'copy-rows': ['INSERT'],
  'update-rows': ['UPDATE'],
  'delete-rows': ['DELETE'],
  'merge-rows': ['INSERT', 'UPDATE', 'DELETE'],
  'truncate-table': ['TRUNCATE'],
};

/** A fact that is a text; empty for any other. */
export function textFact(fact: Fact | undefined): string {
  return typeof fact === 'string' ? fact : '';
}

/** Functions and procedures of the catalog that the SQL calls or that triggers run for it; none where it is ambiguous. */
export function routinesRunBy(sql: string, catalog: Catalog): readonly CatalogObject[] {
  const reading = readGrammar(sql);
  const trees = reading.ok ? reading.trees : [];
  return trees.flatMap((tree) => [...called(tree, catalog), ...fired(readChanges(tree), catalog)]);
}

function called(tree: Node, catalog: Catalog): CatalogObject[] {
  if (!Object.keys(tree).some((name) => RUNS_CALLS.has(name))) return [];
  const found: CatalogObject[] = [];
  walkTree(tree, (name, body) => {
    if (name !== 'FuncCall' && name !== 'funccall') return;
    const { funcname, args = [] } = body as FuncCall;
    const routine = byCall(`${qualifiedName(stringsOf(funcname))}(`, args.length, catalog);
    if (routine !== null) found.push(routine);
  });
  return found;
}

/** The only one of the name, else the only one that takes so many arguments. */
function byCall(start: string, given: number, catalog: Catalog): CatalogObject | null {
  const named = objectsOf(catalog, 'function').filter(({ name }) => name.startsWith(start));
  const fitting = named.length > 1 ? named.filter(({ name }) => takes(name, start) === given) : named;
  const [only, ...others] = fitting;
  return only === undefined || others.length > 0 ? null : only;
}

function takes(name: string, start: string): number {
  const types = name.slice(start.length, -1);
  return types === '' ? 0 : types.split(', ').length;
}

function fired(changes: readonly Change[], catalog: Catalog): CatalogObject[] {
  return changes.flatMap(({ kind, relation }) => {
    const events = EVENTS[kind];
    if (events === undefined || relation === null) return [];
    return objectsOf(catalog, 'trigger', relation)
      .filter((trigger) => firesOn(trigger, events))
      .flatMap(({ facts }) => findObject(catalog, 'function', textFact(facts['function'])) ?? []);
  });
}

function firesOn({ facts }: CatalogObject, events: readonly string[]): boolean {
  const [when = ''] = textFact(facts['definition']).split(' ON ', 1);
  return facts['enabled'] !== 'disabled' && events.some((event) => new RegExp(`\\b${event}\\b`).test(when));
}
