import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { briefJsonSchema } from '../../src/brief/brief-json-schema.ts';

const EXAMPLES = 'examples/briefs';
const published: object = JSON.parse(readFileSync('docs/brief.schema.json', 'utf8')) as object;
const accepts = new Ajv({ strict: true, strictTypes: false }).compile(published);

describe('docs/brief.schema.json', () => {
  test('is written by the schema that briefs are read with', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(briefJsonSchema())));
  });

  test.each(readdirSync(EXAMPLES).filter((file) => file.endsWith('.yml')))('accepts %s', (file) => {
    expect(accepts(parse(readFileSync(`${EXAMPLES}/${file}`, 'utf8')))).toBe(true);
  });

  test.each([{ unknown: 1 }, { kind: 'miracle', title: 'x' }, { kind: 'database' }])(
    'refuses %j',
    (wrong) => {
      expect(accepts(wrong)).toBe(false);
    },
  );
});
