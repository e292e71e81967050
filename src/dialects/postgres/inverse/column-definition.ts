import type { CatalogObject } from '../../../model/catalog.ts';
import { objectsOf } from '../../../model/catalog.ts';
import { isFact, textFact, wordFact, wordOf } from './facts.ts';
import type { Moments } from './pairing.ts';
import { sequenceOptions } from './sequence-options.ts';
import { localName, qualified } from './sql-names.ts';

/** The sequence behind an identity column; null for other columns. */
export function identitySequence(column: CatalogObject, catalog: Moments['before']): CatalogObject | null {
  return (
    objectsOf(catalog, 'sequence').find(
      (sequence) => isFact(sequence, 'identity') && sequence.facts['ownedBy'] === column.name,
    ) ?? null
  );
}

/** `GENERATED ALWAYS AS IDENTITY (…)` with the sequence's name and parameters as they were. */
export function identityClause(column: CatalogObject, catalog: Moments['before']): string {
  const when = textFact(column, 'identity') === 'always' ? 'ALWAYS' : 'BY DEFAULT';
  const sequence = identitySequence(column, catalog);
  if (sequence === null) return `GENERATED ${when} AS IDENTITY`;
  const options = [`SEQUENCE NAME ${qualified(sequence.name)}`, ...sequenceOptions(sequence, null)];
  return `GENERATED ${when} AS IDENTITY (${options.join(' ')})`;
}

/** Type with collation: `text COLLATE "C"`. */
export function typeClause(column: CatalogObject): string {
  const collation = textFact(column, 'collation');
  return `${wordFact(column, 'type')}${collation === null ? '' : ` COLLATE ${collation}`}`;
}

/** A column as it stands in CREATE TABLE and ADD COLUMN. */
export function columnDefinition(column: CatalogObject, catalog: Moments['before']): string {
  const { facts } = column;
  const words = [localName(column), typeClause(column)];
  const compression = textFact(column, 'compression');
  if (compression !== null) words.push(`COMPRESSION ${compression}`);
  const expression = textFact(column, 'expression');
  if (expression !== null) {
    words.push(
      `GENERATED ALWAYS AS (${expression}) ${facts['generated'] === 'virtual' ? 'VIRTUAL' : 'STORED'}`,
    );
  }
  const value = textFact(column, 'default');
  if (value !== null) words.push(`DEFAULT ${value}`);
  if (textFact(column, 'identity') !== null) words.push(identityClause(column, catalog));
  if (isFact(column, 'notNull')) words.push(notNullClause(column, catalog));
  return words.join(' ');
}

/** The not-null constraint of a column, known from version 18 on; null before, or when there is none. */
export function notNullConstraint(column: CatalogObject, catalog: Moments['before']): CatalogObject | null {
  const bare = localName(column);
  return (
    objectsOf(catalog, 'constraint', column.relation ?? '').find(
      ({ facts }) => facts['type'] === 'not-null' && wordOf(facts['columns']) === bare,
    ) ?? null
  );
}

/** The name that the engine gives to a not-null constraint of its own accord, as far as it is short. */
function ordinaryName(column: CatalogObject): string {
  const [table, bare] = [column.relation ?? '', localName(column)];
  return `${table.slice(table.lastIndexOf('.') + 1)}_${bare}_not_null`;
}

/** True when the constraint is named other than the engine would. */
export function isNamed(column: CatalogObject, constraint: CatalogObject): boolean {
  return localName(constraint) !== ordinaryName(column);
}

function notNullClause(column: CatalogObject, catalog: Moments['before']): string {
  const constraint = notNullConstraint(column, catalog);
  const name =
    constraint !== null && isNamed(column, constraint) ? `CONSTRAINT ${localName(constraint)} ` : '';
  const isForChildrenToo = constraint === null || !textFact(constraint, 'definition')?.includes('NO INHERIT');
  return `${name}NOT NULL${isForChildrenToo ? '' : ' NO INHERIT'}`;
}

/** Settings of a column that no definition carries. */
export function columnSettings(column: CatalogObject): string[] {
  const settings: string[] = [];
  const storage = textFact(column, 'storage');
  if (storage !== null) settings.push(`SET STORAGE ${storage.toUpperCase()}`);
  const statistics = column.facts['statistics'] ?? null;
  if (statistics !== null) settings.push(`SET STATISTICS ${wordOf(statistics)}`);
  const options = column.facts['options'];
  if (Array.isArray(options) && options.length > 0) settings.push(`SET (${options.join(', ')})`);
  return settings;
}
