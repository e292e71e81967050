import { afterAll, expect, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildAction } from '../action/run-action.ts';
import { removeFolders, writeFiles } from '../git/checkout.ts';
import { history, PHONE } from './history.ts';
import { runHoldpoint, type Run } from './run-holdpoint.ts';

buildAction();
afterAll(removeFolders);

function configured(yaml: string, args: readonly string[] = [], name = '.holdpoint.yml'): Promise<Run> {
  const folder = history({ '0002_phone.sql': PHONE });
  writeFiles(folder, { [name]: yaml });
  return runHoldpoint(['review', 'migrations', '--since', '0001', ...args], { cwd: folder });
}

test.concurrent.each([
  ['an unknown key', 'lock-timout: 5s\n', 'line 1: unknown key lock-timout.', 'Did you mean lock-timeout?'],
  ['an unknown rule', 'rules:\n  drop-in-uze:\n    severity: warn\n', 'drop-in-uze', 'drop-in-use'],
  ['a wrong value', 'fail-on: maybe\n', 'line 1: fail-on has to be one of no-go, hold, never.', 'maybe'],
  ['broken YAML', 'rules: [\n', '.holdpoint.yml, line', 'Correct the YAML'],
])('%s in the configuration leaves with 64 and names the line and the nearest key', async (...row) => {
  const [, yaml, title, hint] = row;
  const { code, stdout, stderr } = await configured(yaml);

  expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  expect(stderr).toContain(title);
  expect(stderr).toContain(hint);
});

test.concurrent('a configuration that is named is looked for from the working folder', async () => {
  const folder = history({ '0002_phone.sql': PHONE });
  writeFiles(folder, { 'settings.yml': 'lock-timout: 5s\n' });
  mkdirSync(join(folder, '.git'));
  const args = ['review', '.', '--since', '0001', '--config', '../settings.yml'];
  const { code, stderr } = await runHoldpoint(args, { cwd: join(folder, 'migrations') });

  expect(code).toBe(64);
  expect(stderr).toContain('../settings.yml, line 1: unknown key lock-timout.');
});
