import { code } from '../../../lib/code.ts';
import type { Catalog } from '../../../model/catalog.ts';
import type { Change } from '../../../model/change.ts';
import type { SeriesStep } from '../../../model/series.ts';
import { isFact } from '../../catalog/facts.ts';
import { addReference, attachmentsOf, type Attached } from './attached.ts';
import { asCatalogName } from './expression.ts';
import { fileWords, tableWord } from './names.ts';
import { step } from './part.ts';
import type { Replacement } from './replacement.ts';
import { columnNames, type Scene } from './scene.ts';

/** Foreign keys of other tables to a table. */
function referencesTo(catalog: Catalog, table: string): readonly Attached[] {
  const { references } = attachmentsOf(catalog, table, columnNames(catalog, table));
  return references.filter(({ object }) => object.relation !== table);
}

/** True for a change of a foreign key that leaves the old table, or comes to the one in its place. */
export function isReferenceChange(scene: Scene, table: string, change: Change): boolean {
  if (change.kind !== 'drop-constraint' && change.kind !== 'add-constraint') return false;
  const catalog = change.kind === 'drop-constraint' ? scene.before : scene.after;
  return referencesTo(catalog, table).some(
    ({ object, name }) =>
      object.relation === change.relation &&
      (change.constraint === null || name === asCatalogName(change.constraint)),
  );
}

/** Foreign keys to the fresh table, for new rows first and for all of them afterwards. */
export function referenceSteps({ scene, table, coming }: Replacement): SeriesStep[] {
  const references = referencesTo(scene.after, table);
  if (references.length === 0) return [];
  const adds = references.map((one) => {
    const { object } = one;
    const facts = { ...object.facts, references: coming };
    return addReference({ ...one, object: { ...object, facts } }, one.temporary, same, 'NOT VALID');
  });
  const drops = references.map(({ object, temporary }) => dropped(object.relation, temporary));
  const checked = references.filter(({ object }) => isFact(object, 'validated'));
  const works = { old: true, fresh: false };
  const constrain = step({
    stage: 'migrate',
    name: fileWords('refer', 'to', tableWord(coming)),
    title: `Hold new rows of other tables to ${code(coming)} as well.`,
    up: adds,
    down: drops.toReversed(),
    ...works,
  });
  const validate = step({
    stage: 'migrate',
    name: fileWords('validate', 'references', 'to', tableWord(coming)),
    title: `Check the foreign keys to ${code(coming)} for the rows that were there before.`,
    up: checked.map(
      ({ object, temporary }) => `ALTER TABLE ${object.relation ?? ''} VALIDATE CONSTRAINT ${temporary}`,
    ),
    down: [...drops, ...adds],
    ...works,
  });
  return checked.length === 0 ? [constrain] : [constrain, validate];
}

/** What becomes of the foreign keys in the end, and before the old table is there again. */
export function settledReferences({ scene, table }: Replacement): {
  readonly left: readonly string[];
  readonly named: readonly string[];
  readonly unnamed: readonly string[];
} {
  const fresh = referencesTo(scene.after, table);
  const rename = (one: Attached, from: string, to: string): string =>
    `ALTER TABLE ${one.object.relation ?? ''} RENAME CONSTRAINT ${from} TO ${to}`;
  return {
    left: referencesTo(scene.before, table).map(({ object, name }) => dropped(object.relation, name)),
    named: fresh.map((one) => rename(one, one.temporary, one.name)),
    unnamed: fresh.map((one) => rename(one, one.name, one.temporary)),
  };
}

const same = (column: string): string => column;

function dropped(table: string | null, name: string): string {
  return `ALTER TABLE ${table ?? ''} DROP CONSTRAINT ${name}`;
}
