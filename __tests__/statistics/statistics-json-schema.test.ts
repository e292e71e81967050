import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { statisticsJsonSchema } from '../../src/statistics/statistics-json-schema.ts';

const published: object = JSON.parse(readFileSync('docs/stats.schema.json', 'utf8')) as object;

describe('docs/stats.schema.json', () => {
  test('is written by the schema that statistics are read with', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(statisticsJsonSchema())));
  });

  test.each([{}, { dialect: 'postgres', tables: 'all' }, { rows: -1 }])('refuses %j', (wrong) => {
    const validator = new Ajv({ strict: true, strictTypes: false });
    addFormats.default(validator);
    expect(validator.compile(published)(wrong)).toBe(false);
  });
});
