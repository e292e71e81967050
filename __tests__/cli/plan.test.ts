import { afterAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Runbook } from '../../src/model/runbook.ts';
import { buildAction } from '../action/run-action.ts';
import { removeFolders, writeFiles } from '../git/checkout.ts';
import { CUSTOMERS, history, PHONE } from './history.ts';
import { runHoldpoint, type Run } from './run-holdpoint.ts';

buildAction();
afterAll(removeFolders);

const MOVE = 'kind: provider\ntitle: Another mail provider\nmove:\n  from: Old\n  to: New\n';
const EXAMPLES = 'examples/briefs';

function bookOf({ stdout }: Run): Omit<Runbook, 'summary'> {
  return JSON.parse(stdout) as Runbook;
}

async function plan(folder: string, ...args: readonly string[]): Promise<Run> {
  return runHoldpoint(['plan', ...args, '--no-git', '--no-cache', '--format', 'json'], { cwd: folder });
}

describe('holdpoint plan', () => {
  const folder = history({
    '0002_phone.sql': PHONE,
    '0003_drop.sql': 'ALTER TABLE customers DROP COLUMN name;\n',
  });
  writeFiles(folder, {
    '.holdpoint/briefs/mail.yml': MOVE,
    '.holdpoint/briefs/phone.yml': 'kind: database\ntitle: Phones\nmigrations: ["0002"]\n',
  });

  test.concurrent('plans a brief by its name, its migrations on what is before them', async () => {
    const run = await plan(folder, 'phone');

    expect(run.code).toBe(0);
    expect(bookOf(run)).toMatchObject({ title: 'Phones', kind: 'database' });
    expect(run.stdout).toContain('ADD COLUMN phone');
    expect(run.stdout).not.toContain('DROP COLUMN name');
  });

  test.concurrent('holds a move that nobody decides, without a database', async () => {
    const run = await plan(folder, 'mail');

    expect(run.code).toBe(2);
    expect(run.stderr).not.toContain('pglite');
    const held = bookOf(run).openQuestions.filter(({ holds }) => holds !== null);
    expect(held.map(({ answer }) => answer)).toContain('people.decision-maker');
  });

  test.concurrent.each([['0002'], ['migrations/*_phone.sql'], ['0002_phone.sql']])(
    'plans migrations by %s',
    async (name) => {
      const run = await plan(folder, name);

      expect([run.code, bookOf(run).title]).toEqual([0, 'Phones']);
    },
  );

  test.concurrent(
    'plans a requirement on the shipped schema, as the series of steps that was proved',
    async () => {
      const run = await plan(folder, '--require', 'rename customers.phone to telephone');

      expect(run.code).toBe(2);
      expect(run.stderr).toContain('HOLD: Who decides to go on or back? Nobody said');
      const { phases } = bookOf(run);
      expect(phases.map(({ stage }) => stage)).toEqual(['expand', 'migrate', 'switch', 'contract']);
      const titles = phases.flatMap(({ steps }) => steps.map(({ title }) => title));
      expect(titles[0]).toMatch(/^Add customers.telephone beside customers.phone/);
      expect(titles.at(-1)).toBe('Drop customers.phone and the trigger.');
      expect(run.stdout).not.toContain('RENAME COLUMN phone');
      const { validation, checklist } = bookOf(run);
      const checks = validation.after.filter(({ title }) => title.includes('customers.telephone'));
      expect(checks.map(({ title }) => title)).toEqual([
        'Values of customers.telephone against those of customers.phone: other number',
        'Differences between customers.telephone and customers.phone, row by row',
        'Ordered checksum of customers.telephone against that of customers.phone: other rows',
        'Differences between customers.telephone and customers.phone, range by range of the key',
        'Rows missing in customers.telephone',
        'Rows of customers.telephone that are not in customers.phone',
        '100 rows by chance that are not alike in customers.telephone',
      ]);
      expect(checks.every(({ script }) => script.witness?.includes('caught') === true)).toBe(true);
      expect(checklist.find(({ id }) => id === 'validation-verified')?.state).toBe('proved');
    },
    240_000,
  );

  test.concurrent('keeps what the way back takes, and puts it back', async () => {
    const { rollback } = bookOf(await plan(folder, '0002_phone.sql'));

    const [expand] = rollback.phases;
    expect(expand?.recovery.map(({ script }) => script?.text)).toEqual([
      expect.stringContaining('CREATE TABLE public.kept_customers_phone AS SELECT id, phone'),
      expect.stringContaining('SET phone = kept.phone'),
    ]);
  });

  test.concurrent('writes a file, and the same one twice', async () => {
    const [first, second] = await Promise.all(
      ['a.json', 'b.json'].map((name) =>
        plan(folder, 'mail', '-o', name).then(() => readFileSync(join(folder, name), 'utf8')),
      ),
    );

    expect(first).toBe(second);
  });

  test.concurrent.each([
    [['maill.yml'], 'There is no brief maill.yml.\n  Did you mean mail?'],
    [['0009'], 'No brief and no migration is called 0009.'],
    [['mail', '0002'], '.holdpoint/briefs/mail.yml is planned alone.'],
    [['mail', '--require', 'drop customers.name'], 'A requirement is planned without mail.'],
    [
      ['--require', 'drop custmers.name'],
      'There is no table `custmers` in the shipped schema.\n  Did you mean customers?',
    ],
    [['--require', 'dorp customers.name'], 'A requirement does not begin with "dorp".'],
  ])('%j leaves with 64 and says what to do', async (args, told) => {
    const run = await plan(folder, ...args);

    expect([run.code, run.stdout]).toEqual([64, '']);
    expect(run.stderr).toContain(told);
  });
});

describe('the verdict is about the plan that is printed', () => {
  const people = `people: { decision-maker: '@ada', stakeholders: [{ name: Support }] }
impact: { customers: Nothing }
window: { start: 2026-12-06 02:00 UTC, minutes: 60 }
criteria:
  ${['expand', 'migrate', 'switch', 'contract'].map((stage) => `${stage}: { go: [All is well], rollback: [Errors] }`).join('\n  ')}
`;
  const UNIQUE = 'CREATE TABLE plans (id bigint PRIMARY KEY, customer_id bigint, plan text);\n';
  const folder = history(
    {
      '0002_rename.sql': 'ALTER TABLE customers RENAME COLUMN name TO full_name;\n',
      '0003_drop.sql': 'ALTER TABLE customers DROP COLUMN full_name;\n',
      '0004_move.sql':
        'ALTER TABLE customers ADD COLUMN plan text;\nUPDATE customers SET plan = p.plan FROM plans p WHERE p.customer_id = customers.id;\nALTER TABLE plans DROP COLUMN plan;\n',
    },
    CUSTOMERS + UNIQUE,
  );
  for (const name of ['0002', '0003', '0004'])
    writeFiles(folder, {
      [`.holdpoint/briefs/${name}.yml`]: `kind: database\ntitle: It\nmigrations: ["${name}"]\n${people}`,
    });

  test.concurrent.each([
    ['0002', 0, 'a proved series for which everything is said', ''],
    ['0003', 2, 'a proved series that destroys data', 'the data of customers.full_name is gone for good'],
    ['0004', 1, 'a change for which nothing was proved', 'NO-GO: '],
  ])('%s leaves with %i: %s', async (name, code, _, told) => {
    const run = await plan(folder, name);

    expect([run.code, run.stderr]).toEqual([code, expect.stringContaining(told)]);
    expect(/^holdpoint: (?:NO-GO|HOLD): /m.test(run.stderr)).toBe(code !== 0);
  });
});

test.concurrent('two briefs for one migration are named', async () => {
  const folder = history({ '0002_phone.sql': PHONE });
  const brief = 'kind: database\ntitle: Phones\nmigrations: ["0002"]\n';
  writeFiles(folder, { '.holdpoint/briefs/a.yml': brief, '.holdpoint/briefs/b.yml': brief });

  const run = await plan(folder, '0002');

  expect(run.code).toBe(64);
  expect(run.stderr).toContain(
    'migrations/0002_phone.sql belongs to two briefs: .holdpoint/briefs/a.yml and .holdpoint/briefs/b.yml.',
  );
});

describe('the examples', () => {
  test.concurrent.each([
    ['mail-provider', 0],
    ['region-move', 0],
    ['clean-up-customers', 2],
  ])('%s is complete', async (name, code) => {
    const run = await runHoldpoint([
      'plan',
      `${EXAMPLES}/${name}.yml`,
      '--no-git',
      '--no-cache',
      '--format',
      'json',
    ]);

    expect(run.code).toBe(code);
    expect(bookOf(run).openQuestions.filter(({ holds }) => holds !== null)).toEqual([]);
  });
});
