import { describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { INPUT_NAMES } from '../../src/adapters/runner/inputs.ts';
import { COMMENT_MODES, FAIL_ON } from '../../src/config/configuration.ts';
import { VALUES } from '../../src/config/schema.ts';
import { jobsOf, mapping, readYaml, stepsOf, workflowFiles } from './workflow-files.ts';

const manifest = readYaml('action.yml');
const inputs = mapping(manifest['inputs']);
const outputs = mapping(manifest['outputs']);

describe('action.yml', () => {
  test('runs the committed bundle on the only runtime that runners still have', () => {
    expect(manifest['runs']).toEqual({ using: 'node24', main: 'dist/index.js' });
    expect(Object.keys(manifest).sort()).toEqual(
      ['author', 'branding', 'description', 'inputs', 'name', 'outputs', 'runs'].sort(),
    );
  });

  test('declares exactly the inputs that are read', () => {
    expect(Object.keys(inputs)).toEqual([...INPUT_NAMES]);
  });

  test('has an input for every setting of the configuration that an option can give', () => {
    expect([...INPUT_NAMES]).toEqual(expect.arrayContaining(Object.keys(VALUES)));
  });

  test('says what each input and output means', () => {
    for (const [name, value] of [...Object.entries(inputs), ...Object.entries(outputs)]) {
      const { description } = mapping(value);
      expect([name, typeof description]).toEqual([name, 'string']);
    }
    for (const [name, value] of Object.entries(inputs)) {
      expect([name, typeof mapping(value)['default']]).toEqual([name, 'string']);
    }
  });

  test('names every value that an input takes', () => {
    const description = (name: string): unknown => mapping(inputs[name])['description'];
    for (const value of FAIL_ON) expect(description('fail-on')).toContain(`\`${value}\``);
    for (const value of COMMENT_MODES) expect(description('comment')).toContain(`\`${value}\``);
  });
});

describe.each(workflowFiles().map((workflow) => [workflow.path, workflow] as const))(
  '%s',
  (path, workflow) => {
    const jobs = jobsOf(workflow);

    test('grants nothing at the top and says why each job needs what it gets', () => {
      expect(workflow.content['permissions']).toEqual({});
      for (const [, job] of jobs) expect(job['permissions']).toBeDefined();
      const grants = workflow.text.split('\n').filter((line) => /^\s+[a-z-]+: (read|write)\b/.test(line));
      for (const line of grants) expect(line).toMatch(/: (read|write) # \w/);
    });

    test('has no path filter', () => {
      for (const [, settings] of Object.entries(mapping(workflow.content['on']))) {
        expect(Object.keys(settings === null ? {} : mapping(settings))).not.toContain('paths');
        expect(Object.keys(settings === null ? {} : mapping(settings))).not.toContain('paths-ignore');
      }
    });

    test('bounds every job in time', () => {
      for (const [, job] of jobs) expect(typeof job['timeout-minutes']).toBe('number');
    });

    test('pins what it uses and leaves no credentials behind', () => {
      const steps = jobs.flatMap(([, job]) => stepsOf(job));
      const used = steps.flatMap((step) => (typeof step['uses'] === 'string' ? [step['uses']] : []));
      for (const uses of used) {
        expect(uses).toMatch(/^(\.\/|holdpoint\/holdpoint@v1$|[\w-]+\/[\w-]+@[0-9a-f]{40}$)/);
      }
      const checkouts = steps.filter((step) => String(step['uses']).startsWith('actions/checkout@'));
      for (const step of checkouts) expect(mapping(step['with'])['persist-credentials']).toBe(false);
    });

    test('gives our own action only inputs that it has', () => {
      const own = jobs
        .flatMap(([, job]) => stepsOf(job))
        .filter((step) => /^(\.\/$|holdpoint\/holdpoint@)/.test(String(step['uses'])));
      for (const step of own) {
        expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(mapping(step['with'] ?? {}))));
      }
      expect(own.length > 0 || path.startsWith('.github/')).toBe(true);
    });

    test('never puts event data into a script', () => {
      const scripts = jobs
        .flatMap(([, job]) => stepsOf(job))
        .map((step) => JSON.stringify(step['run'] ?? ''));
      for (const script of scripts) expect(script).not.toContain('${{');
    });
  },
);

test('the workflow for users is there', () => {
  expect(existsSync('examples/workflows/repository.yml')).toBe(true);
});
