import { code, codes } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import { factText, type ObjectDifference } from './difference.ts';
import type { Matter } from './matter.ts';
import { MOST_NAMES } from './names.ts';

/** Kinds that code of an application names. */
const NAMED_BY_CODE = new Set(['table', 'column', 'view', 'materialized-view', 'function', 'enum']);
const WRITTEN = new Set(['table', 'column', 'view']);

/** What code stops using and what takes its place; code marks and all. */
export interface OldAndNew {
  /** Empty when nothing goes. */
  readonly old: string;
  /** What stands beside the old for a while, so that code can write both; empty when nothing takes its place. */
  readonly new: string;
}

type Told = Pick<Matter, 'difference' | 'proved' | 'statements'>;

/** What goes, and what takes its place. */
export function oldAndNew(matter: Told): OldAndNew {
  const told = toldOf(matter);
  const pairs = matter.proved.length > 0 ? told.filter(isStructural) : replacements(told, matter);
  const going = pairs.length > 0 ? pairs : told;
  return {
    old: listInWords(codes(going.filter(goes).flatMap(({ before }) => before?.name ?? [])), MOST_NAMES),
    new: listInWords(pairs.flatMap(newName), MOST_NAMES),
  };
}

/** Everything that comes, whether or not it takes the place of anything. */
export function allNew(matter: Told): string {
  return listInWords(
    toldOf(matter)
      .filter(({ before, after }) => before?.name !== after?.name)
      .flatMap(newName),
    MOST_NAMES,
  );
}

/** What is new and can be written to. */
export function newlyWritten(matter: Told): string {
  const told = toldOf(matter).filter(
    ({ kind, before, after }) => WRITTEN.has(kind) && before?.name !== after?.name,
  );
  return listInWords(told.flatMap(newName), MOST_NAMES);
}

/** What the change does, each in the imperative: what it renames, retypes, takes away and adds. */
export function deedsOf(matter: Told): string[] {
  const told = toldOf(matter);
  const names = (some: readonly ObjectDifference[]): string =>
    listInWords(codes(some.flatMap(({ before, after }) => (before ?? after)?.name ?? [])), MOST_NAMES);
  const stays = told.filter(({ before, after }) => before !== null && after !== null);
  const renamed = stays.filter(({ before, after }) => before?.name !== after?.name);
  const retyped = stays.filter((one) => !renamed.includes(one) && one.facts.includes('type'));
  const gone = told.filter(({ after }) => after === null);
  const fresh = told.filter(({ before }) => before === null);
  return [
    ...renamed.slice(0, MOST_NAMES).map(({ before, after }) => renaming(before?.name, after?.name)),
    ...(retyped.length === 0 ? [] : [`change the type of ${names(retyped)}`]),
    ...(gone.length === 0 ? [] : [`take away ${names(gone)}`]),
    ...(fresh.length === 0 ? [] : [`add ${names(fresh)}`]),
  ];
}

function renaming(from = '', to = ''): string {
  return `rename ${code(from)} to ${code(to)}`;
}

/** What gets another name or type where it stands: there is no moment at which both are there. */
export function changedInPlace(matter: Told): string {
  if (matter.proved.length > 0) return '';
  const changed = toldOf(matter).filter((one) => goes(one) && one.after !== null);
  return listInWords(
    changed.map(({ before, after, facts }) =>
      facts.includes('type')
        ? `${code(after?.name ?? '')} as ${typeOf(before)} and as ${typeOf(after)}`
        : `${code(before?.name ?? '')} and ${code(after?.name ?? '')}, whichever is there`,
    ),
    MOST_NAMES,
  );
}

function toldOf({ difference }: Told): ObjectDifference[] {
  return difference.filter(({ kind }) => NAMED_BY_CODE.has(kind));
}

/** Code that names it fails when it is gone, or called or typed otherwise. */
function goes({ before, after, facts }: ObjectDifference): boolean {
  return before !== null && (after?.name !== before.name || facts.includes('type'));
}

function isStructural(one: ObjectDifference): boolean {
  return goes(one) || one.before === null;
}

function newName({ before, after, facts }: ObjectDifference): string[] {
  if (after === null) return [];
  if (before?.name !== after.name) return [code(after.name)];
  return facts.includes('type') ? [`${code(after.name)} as ${typeOf(after)}`] : [];
}

function typeOf(object: ObjectDifference['after']): string {
  return code(factText(object?.facts['type']) ?? '');
}

/** A column of the same type, or a table filled from the old one, that comes while the old one goes. */
function replacements(told: readonly ObjectDifference[], matter: Told): ObjectDifference[] {
  const gone = told.filter(({ after }) => after === null);
  const fresh = told.filter(({ before }) => before === null);
  return gone.flatMap((old) => {
    const place = fresh.find((one) => takesPlace(old, one, matter));
    return place === undefined ? [] : [old, place];
  });
}

function takesPlace(old: ObjectDifference, fresh: ObjectDifference, { statements }: Told): boolean {
  if (old.kind !== fresh.kind) return false;
  const written = statements.filter(({ rehearsed }) => rehearsed.phase === 'migrate');
  if (old.kind === 'column')
    return (
      old.relation === fresh.relation &&
      typeOf(old.before) === typeOf(fresh.after) &&
      written.some(({ rehearsed }) => rehearsed.effects.some(({ relation }) => relation === old.relation))
    );
  return (
    old.kind === 'table' &&
    statements.some(
      ({ rehearsed: { statement } }) =>
        statement.kind === 'readable' &&
        statement.changes.some(
          ({ relation, reads = [] }) =>
            relation === fresh.after?.name && reads.includes(old.before?.name ?? ''),
        ),
    )
  );
}
