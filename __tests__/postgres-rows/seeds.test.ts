import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedRows } from '../../src/dialects/postgres/rows/seeds.ts';
import { findObject, objectsOf, type Catalog } from '../../src/model/catalog.ts';
import { Laboratory } from './laboratory.ts';
import { ZOO } from './zoo.ts';

let laboratory: Laboratory;
let catalog: Catalog;
let failures: readonly string[];

beforeAll(async () => {
  laboratory = await Laboratory.open();
  await laboratory.must(ZOO);
  catalog = await laboratory.catalog();
  failures = await laboratory.plant();
});

afterAll(async () => {
  await laboratory.close();
});

describe('synthetic rows', () => {
  test('every table of the zoo holds at least three', async () => {
    const tables = objectsOf(catalog, 'table').map(({ name }) => name);
    const counts = await Promise.all(
      tables.map(
        async (table) => [table, Number(await laboratory.value(`SELECT count(*) FROM ${table}`))] as const,
      ),
    );
    expect(tables.length).toBeGreaterThanOrEqual(55);
    expect({ few: counts.filter(([, count]) => count < 3), failures }).toEqual({ few: [], failures: [] });
  });
});
