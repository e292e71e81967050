import type { CatalogObject } from '../../../model/catalog.ts';
import { aSideName } from './enum-way.ts';
import { textFact } from './facts.ts';
import type { Moments, Pair } from './pairing.ts';
import { keyOf } from './pairing.ts';
import { target } from './properties.ts';
import { localName, qualified, relationName, schemaOf } from './sql-names.ts';

/** Order of renames: what is part of a name first, so that the rest can be told in the earlier names. */
const ORDER: readonly string[] = ['role', 'schema', 'table', 'foreign-table', 'view', 'materialized-view'];

function order(pair: Pair): number {
  const at = ORDER.indexOf(pair.before.kind);
  return at < 0 ? ORDER.length : at;
}

/** Names that objects share, so that two of them cannot have the same. */
function space(object: CatalogObject): string {
  const { kind, relation } = object;
  if (['column', 'constraint', 'trigger', 'policy', 'rule'].includes(kind))
    return `${kind} of ${relation ?? ''}`;
  if (['role', 'schema', 'publication', 'event-trigger', 'extension'].includes(kind)) return kind;
  return kind === 'function' || kind === 'aggregate'
    ? `routine ${object.name.replace(/^[^(]*/, '')}`
    : 'relations';
}

interface Move {
  /** The object as it is named once its schema and relation are back. */
  readonly object: CatalogObject;
  readonly to: string;
}

/** RENAME and SET SCHEMA for every object that only changed its name, with detours where two names are swapped. */
export function renamesBack(moments: Moments, again: ReadonlySet<Pair>): string[] {
  const pairs = [...moments.pairs.values()]
    .filter((pair) => pair.before.name !== pair.after.name && !again.has(pair))
    .sort((left, right) => order(left) - order(right) || Number(left.before.id) - Number(right.before.id));
  const moves = pairs.filter((pair) => isRenamed(pair, moments)).map((pair) => moveOf(pair, moments));
  return [
    ...pairs.filter(({ before }) => before.kind === 'schema').map(schemaRename),
    ...pairs.flatMap((pair) => schemaMove(pair, moments)),
    ...withDetours(moves),
  ];
}

function isRenamed({ before, after }: Pair, moments: Moments): boolean {
  if (before.kind === 'schema' || localName(before) === localName(after)) return false;
  if (before.kind === 'constraint' && before.facts['type'] === 'not-null') return true;
  const constraint = textFact(before, 'constraint');
  return before.kind !== 'index' || constraint === null || !moments.pairs.has(`constraint ${constraint}`);
}

function schemaRename({ before, after }: Pair): string {
  return `ALTER SCHEMA ${after.name} RENAME TO ${before.name}`;
}

/** The schema where the object is now, under that schema's earlier name. */
function presentSchema(after: CatalogObject, moments: Moments): string | null {
  const schema = schemaOf(after);
  if (schema === null) return null;
  return moments.pairsAfter.get(`schema ${schema}`)?.before.name ?? schema;
}

/** Indexes move with their table, sequences with the column that owns them. */
function schemaMove({ before, after }: Pair, moments: Moments): string[] {
  const [wanted, present] = [schemaOf(before), presentSchema(after, moments)];
  const movesAlong = before.kind === 'index' || textFact(after, 'ownedBy') !== null;
  if (wanted === null || present === null || wanted === present || movesAlong) return [];
  return [`ALTER ${target(placed(after, present, localName(after)))} SET SCHEMA ${wanted}`];
}

/** The object under another schema and name. */
function placed(object: CatalogObject, schema: string, local: string): CatalogObject {
  const args = object.name.includes('(') ? object.name.slice(object.name.indexOf('(')) : '';
  const bare = `${schema}.${local}`;
  const signature = typeof object.facts['signature'] === 'string' ? object.facts['signature'] : null;
  const facts =
    signature === null
      ? object.facts
      : { ...object.facts, signature: bare + signature.slice(signature.indexOf('(')) };
  return { ...object, name: bare + args, facts };
}

function moveOf({ before, after }: Pair, moments: Moments): Move {
  const schema = schemaOf(before);
  const relation = before.relation;
  if (schema !== null && relation === null) {
    return { object: placed(after, schema, localName(after)), to: localName(before) };
  }
  if (before.kind === 'index' || before.kind === 'statistics') {
    return {
      object: placed(after, schema ?? presentSchema(after, moments) ?? 'public', localName(after)),
      to: localName(before),
    };
  }
  const name = relation === null ? after.name : `${relation}.${localName(after)}`;
  return { object: { ...after, name, relation }, to: localName(before) };
}

/** A move whose new name another one still holds waits behind a detour of that one. */
function withDetours(moves: readonly Move[]): string[] {
  const steps: string[] = [];
  const waiting = [...moves];
  const isHeld = ({ object, to }: Move): boolean =>
    waiting.some(
      (other) =>
        other.object !== object &&
        space(other.object) === space(object) &&
        schemaOf(other.object) === schemaOf(object) &&
        localName(other.object) === to,
    );
  while (waiting.length > 0) {
    const at = waiting.findIndex((move) => !isHeld(move));
    const [move] = waiting.splice(Math.max(at, 0), 1);
    if (move === undefined) break;
    if (at >= 0) {
      steps.push(renameSql(move.object, move.to));
      continue;
    }
    const detour = aSideName(localName(move.object));
    steps.push(renameSql(move.object, detour));
    waiting.push({ object: withLocalName(move.object, detour), to: move.to });
  }
  return steps;
}

/** The object under another local name. */
function withLocalName(object: CatalogObject, local: string): CatalogObject {
  const schema = schemaOf(object);
  if (schema !== null) return placed(object, schema, local);
  return { ...object, name: object.relation === null ? local : `${object.relation}.${local}` };
}

/** The statement that renames an object. */
function renameSql(object: CatalogObject, to: string): string {
  const { kind, relation } = object;
  if (kind === 'column' || kind === 'constraint') {
    const word = kind === 'column' ? 'COLUMN' : 'CONSTRAINT';
    return `ALTER TABLE ${relation === null ? qualified(object.name) : relationName(object)} RENAME ${word} ${localName(object)} TO ${to}`;
  }
  return `ALTER ${target(object)} RENAME TO ${to}`;
}

/** Objects that are dropped late and hold a name that an earlier object wants, with the name they get meanwhile. */
export function movedAside(
  late: readonly CatalogObject[],
  moments: Moments,
): { readonly object: CatalogObject; readonly named: CatalogObject; readonly sql: readonly string[] }[] {
  const wanted = new Set<string>();
  for (const object of moments.before.values()) {
    const pair = moments.pairs.get(keyOf(object));
    if (pair?.after.name !== object.name) wanted.add(`${space(object)} ${object.name}`);
  }
  return late.map((object) => {
    if (!wanted.has(`${space(object)} ${object.name}`)) return { object, named: object, sql: [] };
    const local = aSideName(localName(object));
    return { object, named: withLocalName(object, local), sql: [renameSql(object, local)] };
  });
}
