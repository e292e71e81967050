import { afterAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { buildAction } from '../action/run-action.ts';
import { removeFolders } from '../git/checkout.ts';
import { history, PHONE } from './history.ts';
import { runHoldpoint, runShell } from './run-holdpoint.ts';

buildAction();
afterAll(removeFolders);

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

describe('help', () => {
  test.concurrent.each([['--help'], ['-h'], ['help']])('holdpoint %s names every command', async (word) => {
    const { code, stdout, stderr } = await runHoldpoint([word]);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of ['review', 'explain', 'rules']) expect(stdout).toContain(command);
  });

  test.concurrent('review --help names every option and every exit code', async () => {
    const { code, stdout } = await runHoldpoint(['review', '--help']);

    expect(code).toBe(0);
    const options =
      '--base --format --output --config --no-git --no-rehearsal --quiet --no-color --since --dialect --transaction --server-version --fail-on';
    for (const option of options.split(' ')) expect(stdout).toContain(option);
    expect(stdout).toContain('Exit codes: 0 go, 1 no-go, 2 hold, 64');
  });

  test.concurrent.each([['--version'], ['-V']])('holdpoint %s prints the version alone', async (option) => {
    expect(await runHoldpoint([option])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('rules', () => {
  test.concurrent('lists each rule under one head, with its severity and hazard', async () => {
    const { code, stdout } = await runHoldpoint(['rules']);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^RULE +SEVERITY +HAZARD\n/);
    expect(stdout).toMatch(/^index-build-blocks-writes +block +\S/m);
    expect(stdout).not.toMatch(/[ \t]$/m);
  });

  test.concurrent('explain prints the page of one', async () => {
    const { code, stdout } = await runHoldpoint(['explain', 'drop-in-use']);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^\S.*\n=+\n\ndrop-in-use · severity block · postgres, sqlite\n/);
    for (const part of ['Why it matters', 'What to do instead', 'Reported:', 'Not reported:', 'References'])
      expect(stdout).toContain(part);
  });
});

describe('what cannot be used leaves with 64, says what it may be, and prints nothing to stdout', () => {
  const folder = history({ '0002_phone.sql': PHONE });

  test.concurrent.each([
    ['', 'Usage: holdpoint'],
    ['bogus', "holdpoint: unknown command 'bogus'"],
    ['revew', '(Did you mean review?)'],
    ['review --bogus', "holdpoint: unknown option '--bogus'"],
    ['review --formt json', '(Did you mean --format?)'],
    ['review --since', "holdpoint: option '--since <version>' argument missing"],
    ['explain', "holdpoint: missing required argument 'rule'"],
    ['explain drop-in-used', 'Did you mean drop-in-use?'],
    ['review migrations --format pdf', 'Give --format one of: text, markdown, json, html.'],
    ['review migrations --fail-on maybe', '--fail-on has to be one of no-go, hold, never.'],
    ['review migrations --dialect oracle', '--dialect has to be one of postgres'],
    ['review migrations --transaction both', '--transaction has to be one of per-migration'],
    ['review migrations --server-version nine', '--server-version has to be a whole number'],
    ['review migrations --statement-seconds -3', '--statement-seconds has to be a whole number'],
    ['review migrations --memory-mb 1', '--memory-mb has to be a whole number'],
    ['review migrations --lock-timeout 5parsecs', '--lock-timeout has to be a duration such as 5s'],
    ['review migrations --since 0009', 'No migration has the version 0009.'],
    ['review migrations --since 0001 --base main', 'Leave out one of them.'],
    ['review migrations --since 0001 --config none.yml', 'There is no configuration file none.yml.'],
    ['review nowhere --since 0001', 'There is no folder nowhere.'],
    ['review migrations/0001_customers.sql --no-git', 'migrations/0001_customers.sql is not a folder.'],
  ])('holdpoint %s', async (line, words) => {
    const { code, stdout, stderr } = await runHoldpoint(line.split(' ').filter(Boolean), { cwd: folder });

    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('    at ');
  });
});

describe('a reader that goes away', () => {
  test.concurrent.each([['holdpoint explain drop-in-use | true'], ['holdpoint rules | head -1']])(
    '%s is no failure',
    async (line) => {
      const { code, stderr } = await runShell(line);

      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    },
  );
});
