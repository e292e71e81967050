import { afterAll, describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAction } from '../action/run-action.ts';
import { removeFolders } from '../git/checkout.ts';
import { history, PHONE } from './history.ts';
import { runHoldpoint, runShell, type Run, type RunOptions } from './run-holdpoint.ts';

buildAction();
afterAll(removeFolders);

const GOES = history({ '0002_phone.sql': PHONE });
const REFUSED = history({ '0002_name.sql': 'CREATE INDEX customers_name_idx ON customers (name);\n' });

function review(folder: string, args: readonly string[] = [], options: RunOptions = {}): Promise<Run> {
  return runHoldpoint(['review', 'migrations', '--since', '0001', ...args], { cwd: folder, ...options });
}

describe('formats', () => {
  test.concurrent('text: the verdict first, then the statements, then the next step', async () => {
    const { code, stdout } = await review(GOES);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^GO\n {2}- 2 statements ran on pglite/);
    expect(stdout).toMatch(/^LINE +STATEMENT +PHASE +BLOCKS +WORK +ROLLBACK$/m);
    expect(stdout).toMatch(/\n\nNext: .*\n$/);
    expect(stdout).not.toMatch(/[ \t]$/m);
    expect(stdout.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  test.concurrent.each([
    ['markdown', /^<!-- holdpoint:review -->\n[^]*[^\n]\n$/],
    ['json', /^\{\n[^]*\n\}\n$/],
    ['html', /^<!doctype html>[^]*<\/html>\n$/],
  ])('%s ends with one line break and holds no color', async (format, shape) => {
    const { code, stdout } = await review(GOES, ['--format', format]);

    expect(code).toBe(0);
    expect(stdout).toMatch(shape);
    expect(stdout).not.toContain('\u001b');
  });

  test.concurrent('the same change gives the same bytes', async () => {
    const [first, second] = await Promise.all([
      review(REFUSED, ['--format', 'json']),
      review(REFUSED, ['--format', 'json']),
    ]);

    expect(first.stdout).toBe(second.stdout);
    expect(first.stdout).toContain('"no-go"');
  });
});

describe('where it goes', () => {
  test.concurrent('--output writes the file and nothing to stdout', async () => {
    const { code, stdout } = await review(GOES, ['--format', 'markdown', '--output', 'plan.md']);

    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(readFileSync(join(GOES, 'plan.md'), 'utf8')).toMatch(/^<!-- holdpoint:review -->\n/);
  });

  test.concurrent('a file that cannot be written leaves with 64 and says why', async () => {
    const { code, stderr } = await review(GOES, ['--output', 'no/such/folder/plan.md']);

    expect(code).toBe(64);
    expect(stderr).toContain('cannot be written to no/such/folder/plan.md: no such file or directory.');
  });

  test.concurrent('--quiet prints nothing, writes the file, and the exit code tells', async () => {
    const { code, stdout, stderr } = await review(REFUSED, ['--quiet', '-o', 'plan.txt']);

    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: '' });
    expect(existsSync(join(REFUSED, 'plan.txt'))).toBe(true);
  });

  test.concurrent('progress goes to stderr alone', async () => {
    const { stdout, stderr } = await review(GOES);

    expect(stdout).not.toContain(' …\n');
    for (const line of stderr.split('\n').filter(Boolean)) expect(line).toMatch(/^[A-Z].* …$/);
  });

  test.concurrent('a reader that goes away after one line is no failure', async () => {
    const line = 'holdpoint review migrations --since 0001 --format html --quiet; echo $?';
    expect((await runShell(line, { cwd: REFUSED })).stdout).toBe('1\n');

    const cut = await runShell('holdpoint review migrations --since 0001 --format html | head -c 1', {
      cwd: REFUSED,
    });
    expect({ code: cut.code, stdout: cut.stdout }).toEqual({ code: 1, stdout: '<' });
    expect(cut.stderr).not.toMatch(/EPIPE|Error| {4}at /);
  });
});

describe('color', () => {
  const COLORED = '\u001b[';
  const asked = { env: { FORCE_COLOR: '1' } };

  test.concurrent.each<[string, readonly string[], RunOptions, boolean]>([
    ['no terminal', [], {}, false],
    ['FORCE_COLOR', [], asked, true],
    ['FORCE_COLOR and --no-color', ['--no-color'], asked, false],
    ['FORCE_COLOR and NO_COLOR', [], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }, false],
  ])('%s', async (_, args, options, colored) => {
    const { code, stdout } = await review(REFUSED, args, options);

    expect(code).toBe(1);
    expect(stdout.includes(COLORED)).toBe(colored);
  });
});

describe('exit codes', () => {
  test.concurrent.each<[string, readonly string[], number]>([
    ['a no-go', [], 1],
    ['a no-go that nobody minds', ['--fail-on', 'never'], 0],
    ['a hold', ['--no-rehearsal'], 2],
    ['a hold where only a no-go fails', ['--no-rehearsal', '--fail-on', 'no-go'], 0],
  ])('%s', async (name, args, code) => {
    const folder = name.startsWith('a hold') ? GOES : REFUSED;

    expect((await review(folder, args)).code).toBe(code);
  });

  test.concurrent('a review without an engine says what is unknown, and never go', async () => {
    const { stdout } = await review(GOES, ['--no-rehearsal']);

    expect(stdout).toMatch(/^HOLD\n {2}- What the migrations of migrations do is unknown\./);
    expect(stdout).toContain('The rehearsal was switched off.');
  });
});

describe('where it is started', () => {
  test.concurrent('a sub-folder of a checkout gives the same report as its root', async () => {
    const folder = history({ '0002_phone.sql': PHONE });
    mkdirSync(join(folder, '.git'));
    const [root, below] = await Promise.all([
      review(folder),
      runHoldpoint(['review', '--since', '0001'], { cwd: join(folder, 'migrations') }),
    ]);

    expect(below.stdout).toBe(root.stdout);
    expect(root.stdout).toMatch(/^GO\n/);
  });

  test.concurrent('Node 24 answers as Node 20 does', async () => {
    const args = ['--format', 'json'];
    const [old, recent] = await Promise.all([review(REFUSED, args), review(REFUSED, args, { node: '24' })]);

    expect(recent.code).toBe(1);
    expect(recent.stdout).toBe(old.stdout);
    expect(recent.stderr).not.toContain('Warning');
  });

  test.concurrent('without git, everything in the folder is the change', async () => {
    const { code, stdout } = await runHoldpoint(['review', '--no-git'], { cwd: GOES });

    expect(code).toBe(0);
    expect(stdout).toMatch(/^0001_customers\.sql$/m);
    expect(stdout).toMatch(/^0002_phone\.sql$/m);
  });
});
