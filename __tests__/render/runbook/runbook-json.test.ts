import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { runbookJsonSchema, runbookSchema } from '../../../src/render/runbook/json/runbook-schema.ts';
import { renderRunbook } from '../../../src/render/runbook/render-runbook.ts';
import { RENAME_COLUMN } from './rename-column.ts';
import { RUNBOOKS } from './runbooks.ts';

const SCHEMA: object = JSON.parse(readFileSync('docs/runbook.schema.json', 'utf8')) as object;
const validate = new Ajv({ strict: true, strictTypes: false, allErrors: true }).compile(SCHEMA);

describe('the JSON form of a runbook', () => {
  test('has the published schema', () => {
    expect(SCHEMA).toEqual(JSON.parse(JSON.stringify(runbookJsonSchema())));
  });

  test.each(RUNBOOKS)('of $name is valid', ({ runbook }) => {
    const valid = validate(JSON.parse(renderRunbook(runbook, 'json')));
    expect(valid ? [] : validate.errors).toEqual([]);
  });

  test.each(Object.keys(runbookSchema.shape))('demands %s', (key) => {
    const whole = JSON.parse(renderRunbook(RENAME_COLUMN, 'json')) as object;
    Reflect.deleteProperty(whole, key);
    expect(validate(whole)).toBe(false);
  });

  test('keeps scripts to the byte and sentences without marks of code', () => {
    const script = 'SELECT `a`,\u202e "b"\n  FROM t;\n';
    const [first, ...rest] = RENAME_COLUMN.validation.before;
    if (first === undefined) throw new Error('There is no check.');
    const before = [{ ...first, title: 'About `users`', script: { ...first.script, text: script } }, ...rest];
    const validation = { ...RENAME_COLUMN.validation, before };
    const parsed = runbookSchema.parse(JSON.parse(renderRunbook({ ...RENAME_COLUMN, validation }, 'json')));
    expect(parsed.validation.before[0]).toMatchObject({ title: 'About users', script: { text: script } });
  });
});
