import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { configurationJsonSchema } from '../../src/config/configuration-json-schema.ts';

const published: object = JSON.parse(readFileSync('docs/configuration.schema.json', 'utf8')) as object;
const accepts = new Ajv({ strict: true, strictTypes: false }).compile(published);

describe('docs/configuration.schema.json', () => {
  test('is written by the schema that the configuration is read with', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(configurationJsonSchema())));
  });

  test('accepts the examples of the manual', () => {
    const page = readFileSync('docs/configuration.md', 'utf8');
    const examples = [...page.matchAll(/```yaml\n([^]*?)```/g)].map((match): unknown =>
      parse(match[1] ?? ''),
    );
    const written = examples.filter((example) => example !== null);
    expect(written.length).toBeGreaterThan(1);
    for (const example of written) expect(accepts(example)).toBe(true);
  });

  test.each([{ unknown: 1 }, { comment: 'sometimes' }, { limits: { 'memory-mb': 1 } }, { projects: [{}] }])(
    'refuses %j',
    (wrong) => {
      expect(accepts(wrong)).toBe(false);
    },
  );
});
