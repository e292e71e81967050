import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { NO_DECISIONS } from '../../src/model/decisions.ts';
import { buildPlan } from '../../src/plan/build-plan.ts';
import { reportJsonSchema, reportSchema } from '../../src/render/json/report-schema.ts';
import { renderJson } from '../../src/render/render-json.ts';
import { nothingToSay } from '../../src/render/render-report.ts';
import { decide } from '../../src/verdict/decide.ts';
import { docketOf } from '../../src/verdict/docket-of.ts';
import {
  engineError,
  finding,
  migration,
  rehearsal,
  rehearsed,
  statement,
  trial,
} from './fixture-builder.ts';
import { realisticChange } from './realistic-change.ts';

const SCHEMA: object = JSON.parse(readFileSync('docs/report.schema.json', 'utf8')) as object;
const validate = new Ajv({ strict: true, strictTypes: false, allErrors: true }).compile(SCHEMA);

function faultsOf(json: string): unknown {
  return validate(JSON.parse(json)) ? [] : validate.errors;
}

function parsed(json: string): ReturnType<typeof reportSchema.parse> {
  return reportSchema.parse(JSON.parse(json));
}

describe('the schema', () => {
  test('that is published is the one that reports are made by', () => {
    expect(SCHEMA).toEqual(JSON.parse(JSON.stringify(reportJsonSchema())));
  });

  /** The contract of the JSON report: paths of keys that must be there. */
  const CONTRACT = [
    ...['verdict', 'verdict.outcome', 'verdict.reasons', 'projects'],
    ...[
      'path',
      'dialect',
      'layout',
      'engine',
      'engine.name',
      'engine.version',
      'migrations',
      'validation',
      'checklist',
      'unknowns',
    ].map((key) => `projects.0.${key}`),
    ...['version', 'name', 'path', 'status', 'transaction', 'statements', 'rollback', 'down'].map(
      (key) => `projects.0.migrations.1.${key}`,
    ),
    ...['outcome', 'sql', 'drift'].map((key) => `projects.0.migrations.1.rollback.${key}`),
    ...['outcome', 'drift'].map((key) => `projects.0.migrations.2.down.${key}`),
    ...[
      'sql',
      'start',
      'end',
      'line',
      'phase',
      'blocking',
      'changes',
      'effects',
      'backwardCompatible',
      'dataLoss',
      'findings',
      'error',
    ].map((key) => `projects.0.migrations.1.statements.0.${key}`),
    ...['kind', 'object'].map((key) => `projects.0.migrations.1.statements.0.changes.0.${key}`),
    ...['relation', 'lock', 'blocks', 'work', 'witness'].map(
      (key) => `projects.0.migrations.1.statements.0.effects.0.${key}`,
    ),
    ...['when', 'sql', 'outcome'].map((key) => `projects.0.validation.0.${key}`),
  ];
  test.each(CONTRACT)('demands %s', (path) => {
    const { plan, verdict } = realisticChange();
    const report: unknown = JSON.parse(renderJson(plan, verdict));
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const holder = keys.reduce<unknown>((value, key) => child(value, key), report);

    expect(validate(report)).toBe(true);
    expect(holder).toHaveProperty(last);
    Reflect.deleteProperty(Object(holder) as object, last);
    expect(validate(report)).toBe(false);
  });
});

function child(value: unknown, key: string): unknown {
  return Reflect.get(Object(value) as object, key);
}

describe('a report', () => {
  test('is valid whatever was seen', () => {
    const { plan, verdict } = realisticChange();
    const odd = rehearsal(
      [
        rehearsed([statement({ unreadable: 'syntax error' }), statement({ fails: 'no such table' })], {
          rollback: trial({ outcome: 'failed', error: engineError('x') }),
          down: trial({ outcome: 'untried', reason: 'because' }),
        }),
      ],
      {
        engine: null,
        base: {
          migrations: 1,
          statements: 1,
          failures: [{ migration: migration('0001_a.sql'), line: 1, sql: 'x', error: engineError('y') }],
        },
        faults: [{ kind: 'duplicate-version', paths: ['a', 'b'], version: '1', detail: 'twice' }],
        unknowns: [{ what: 'w', because: 'b', path: null, line: null }],
        rollback: null,
      },
    );
    const other = buildPlan({ base: 'a', head: 'b', notices: [{ path: 'p', text: 't' }] }, [
      { rehearsal: odd, findings: [finding()] },
    ]);

    expect(faultsOf(renderJson(plan, verdict))).toEqual([]);
    expect(faultsOf(renderJson(other, decide(docketOf(other), NO_DECISIONS)))).toEqual([]);
    expect(faultsOf(nothingToSay([{ path: 'p', text: 't' }]).json)).toEqual([]);
  });

  test('holds every finding once, where it belongs', () => {
    const { plan, verdict } = realisticChange();
    const [project] = parsed(renderJson(plan, verdict)).projects;
    const places = project?.migrations.map(({ version, statements, findings }) => ({
      version,
      statements: statements.map((one) => one.findings.map(({ rule }) => rule)),
      migration: findings.map(({ rule }) => rule),
    }));

    expect(places).toEqual([
      { version: '0002', statements: [[], []], migration: [] },
      { version: '0003', statements: [['index-build-blocks-writes']], migration: [] },
      { version: '0004', statements: [['drop-in-use']], migration: ['down-file-does-not-restore'] },
      { version: '0001', statements: [], migration: [] },
    ]);
    expect(project?.findings).toEqual([]);
  });

  test('says what is lost beside the yes or no, and what an unreadable statement ran into', () => {
    const { plan, verdict } = realisticChange();
    const drop = parsed(renderJson(plan, verdict)).projects[0]?.migrations[2]?.statements[0];
    const broken = buildPlan({ base: 'a', head: 'b', notices: [] }, [
      { rehearsal: rehearsal([rehearsed([statement({ unreadable: 'syntax error' })])]), findings: [] },
    ]);

    expect(drop).toMatchObject({
      dataLoss: true,
      lost: [{ object: 'users.legacy' }],
      backwardCompatible: false,
      error: null,
    });
    expect(
      parsed(renderJson(broken, decide(docketOf(broken), NO_DECISIONS))).projects[0]?.migrations[0]
        ?.statements[0],
    ).toMatchObject({
      fate: 'unreadable',
      error: 'syntax error',
      errorDetails: null,
    });
  });
});
