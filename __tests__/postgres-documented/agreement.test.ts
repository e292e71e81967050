import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { documentedEffects } from '../../src/dialects/postgres/documented/documented.ts';
import type { EmbeddedPostgres } from '../../src/dialects/postgres/engines/pglite.ts';
import { prepareParser } from '../../src/dialects/postgres/parse/parse.ts';
import type { Catalog } from '../../src/model/catalog.ts';
import { LOCKS } from '../engine/lock-expectations.ts';
import { SCHEMA } from '../engine/lock-table.ts';
import { mustRun, openEngine } from '../engine/open-engine.ts';
import { documentedLine } from './documented-line.ts';

let engine: EmbeddedPostgres;
let catalog: Catalog;

beforeAll(async () => {
  await prepareParser();
  engine = await openEngine();
  await mustRun(engine, [SCHEMA]);
  catalog = await engine.catalog();
});
afterAll(() => engine.close());

/** Where the manual's tables are knowingly more careful than one run can be, and why. */
const CAREFUL: ReadonlyMap<string, string> = new Map([
  // Which of the referenced rows are read is up to the plan: small tables are read whole, large ones by key or whole.
  ['ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users (id)', 'orders SRX scan, users SRX scan'],
  ['ALTER TABLE items VALIDATE CONSTRAINT items_user', 'items SUX scan, users RS scan'],
  // The text does not tell what code does.
  ['DO $$ BEGIN ALTER TABLE orders ADD COLUMN c integer; END $$', ''],
  ['DO $$ BEGIN TRUNCATE cache; END $$', ''],
]);

test.each(LOCKS)('%s: the manual agrees with the engine, %s', (sql, measured) => {
  expect(documentedLine(sql, catalog, 18)).toBe(CAREFUL.get(sql) ?? measured);
});

test('relations that are not there are left out', () => {
  expect(documentedEffects({ kind: 'create-rule', object: 'gone.r', relation: 'gone' }, catalog, 18)).toEqual(
    [],
  );
});
