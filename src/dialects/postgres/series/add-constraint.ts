import { code } from '../../../lib/code.ts';
import type { CatalogObject } from '../../../model/catalog.ts';
import type { SeriesStep } from '../../../model/series.ts';
import { isFact, textFact } from '../../catalog/facts.ts';
import { Difference } from '../../validation/difference.ts';
import { addRule, buildIndex, buildKey, indexName, type Attached } from './attached.ts';
import type { Kind } from './kinds.ts';
import { localName } from '../inverse/sql-names.ts';
import { fileWords } from './names.ts';
import { loneStep, step, type Part } from './part.ts';
import { changesOf } from './scene.ts';

const same = (column: string): string => column;

/** Constraints and indexes on tables that are there: for new rows first, for all of them afterwards. */
export const addConstraint: Kind = (scene, taken) =>
  [...new Set(changesOf(scene, 'add-constraint', 'create-index').map(({ index }) => index))]
    .filter((index) => !taken.has(index))
    .flatMap((index): Part[] => {
      const ran = scene.statements[index];
      if (ran === undefined || ran.statement.kind === 'unreadable') return [];
      const isOnly = ran.statement.changes.every(
        ({ kind }) => kind === 'add-constraint' || kind === 'create-index',
      );
      if (!isOnly) return [];
      const difference = new Difference(ran.before, ran.after);
      const constraints = difference
        .added('constraint')
        .filter((one) => textFact(one, 'type') !== 'not-null');
      const indexes = difference.added('index').filter((one) => textFact(one, 'constraint') === null);
      const steps = [...constraints.flatMap(constraintSteps), ...indexes.flatMap(indexSteps)];
      const objects = [...constraints, ...indexes].map(({ name }) => name);
      return [
        {
          kind:
            indexes.length > 0
              ? 'add-index'
              : `add-${textFact(constraints[0] ?? ran.before.values().next().value ?? ANY, 'type') ?? 'constraint'}`,
          title: `Add ${objects.map((object) => code(object)).join(', ')}`,
          takes: [index],
          objects,
          steps,
        },
      ];
    });

const ANY: CatalogObject = { kind: 'constraint', name: '', relation: null, id: '', facts: {} };

function attached(object: CatalogObject): Attached {
  return { object, name: localName(object), temporary: localName(object) };
}

function indexSteps(object: CatalogObject): SeriesStep[] {
  const one = attached(object);
  return [build(one, buildIndex(one, one.name, same))];
}

function build({ object, name }: Attached, sql: string): SeriesStep {
  const isUnique = isFact(object, 'unique') || object.kind === 'constraint';
  return loneStep({
    stage: 'migrate',
    name: fileWords('index', name),
    title: `Build ${code(name)} while ${code(object.relation ?? '')} is in use.`,
    ...(isUnique ? { codeBefore: `Code that writes no row twice as far as ${code(name)} goes.` } : {}),
    up: [sql],
    down: [`DROP INDEX CONCURRENTLY IF EXISTS ${indexName(object, name)}`],
    old: !isUnique,
    fresh: false,
  });
}

function constraintSteps(object: CatalogObject): SeriesStep[] {
  const one = attached(object);
  const table = object.relation ?? '';
  const drop = `ALTER TABLE ${table} DROP CONSTRAINT ${one.name}`;
  const type = textFact(object, 'type');
  if (type === 'unique' || type === 'primary-key') return keySteps(one);
  const add = addRule(one, one.name, same, 'NOT VALID');
  return [
    step({
      stage: 'expand',
      name: fileWords('add', one.name),
      title: `Hold new rows to ${code(one.name)}.`,
      codeBefore: `Code that writes only rows for which ${code(one.name)} holds.`,
      up: [add],
      down: [drop],
      old: true,
      fresh: true,
    }),
    step({
      stage: 'migrate',
      name: fileWords('validate', one.name),
      title: `Check ${code(one.name)} for the rows that were there before.`,
      up: [`ALTER TABLE ${table} VALIDATE CONSTRAINT ${one.name}`],
      down: [drop, add],
      old: true,
      fresh: true,
    }),
  ];
}

/** The index first, concurrently; then the constraint takes it over. */
function keySteps(one: Attached): SeriesStep[] {
  const table = one.object.relation ?? '';
  const drop = `ALTER TABLE ${table} DROP CONSTRAINT ${one.name}`;
  const type = textFact(one.object, 'type');
  const word = type === 'unique' ? 'UNIQUE' : 'PRIMARY KEY';
  return [
    build(one, buildKey(one, one.name, same)),
    step({
      stage: 'migrate',
      name: fileWords('add', one.name),
      title: `Make the index the constraint ${code(one.name)}.`,
      up: [`ALTER TABLE ${table} ADD CONSTRAINT ${one.name} ${word} USING INDEX ${one.name}`],
      down: [drop, buildKey(one, one.name, same, 'AT ONCE')],
      old: false,
      fresh: true,
    }),
  ];
}
