import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/model/finding.ts';
import type { ChecklistItem, ProjectPlan } from '../../src/model/plan.ts';
import type { Rehearsal, RehearsedMigration } from '../../src/model/rehearsal.ts';
import { buildPlan } from '../../src/plan/build-plan.ts';
import {
  added,
  effect,
  engineError,
  finding,
  migration,
  rehearsal,
  rehearsed,
  statement,
  trial,
  validation,
} from '../render/fixture-builder.ts';

const SIDES = { base: 'a', head: 'b', notices: [] };

function planned(seen: Rehearsal, findings: readonly Finding[] = []): ProjectPlan {
  const [project] = buildPlan(SIDES, [{ rehearsal: seen, findings }]).projects;
  if (project === undefined) throw new Error('A plan has as many projects as were judged.');
  return project;
}

function item(seen: Rehearsal, id: string): ChecklistItem {
  const found = planned(seen).checklist.find((entry) => entry.id === id);
  if (found === undefined) throw new Error(`No item ${id}`);
  return found;
}

describe('the checklist', () => {
  test('has the thirteen items in their order, and ticks what was proved', () => {
    const { checklist } = planned(rehearsal());

    expect(checklist.map(({ id, state }) => `${state} ${id}`)).toMatchInlineSnapshot(`
      [
        "proved current-state-documented",
        "proved target-state-documented",
        "open code-paths-identified",
        "proved scripts-tested",
        "open tested-on-staging",
        "proved validation-verified",
        "proved rollback-tested",
        "open snapshot-scheduled",
        "open monitoring-deployed",
        "open stakeholders-notified",
        "open go-no-go-defined",
        "open on-call-assigned",
        "open incident-communication",
      ]
    `);
  });

  test('proves nothing without an engine', () => {
    const idle = statement({ effects: [], lockTimeout: null });
    const seen = rehearsal(
      [rehearsed([{ ...idle, observation: null }], { rollback: trial({ outcome: 'untried' }) })],
      {
        engine: null,
      },
    );

    expect(planned(seen).checklist.filter(({ state }) => state !== 'open')).toEqual([]);
  });

  test.each([
    ['unreadable', statement({ unreadable: 'syntax error at or near "TABEL"' })],
    ['failed', statement({ fails: 'relation "users" does not exist' })],
  ])('an %s statement fails the scripts and leaves the target open', (_, stopped) => {
    const seen = rehearsal([rehearsed([stopped])]);

    expect(item(seen, 'scripts-tested')).toMatchObject({
      state: 'failed',
      evidence: expect.stringContaining('0002_email.sql'),
    });
    expect(item(seen, 'target-state-documented').state).toBe('open');
  });

  test.each(['failed', 'differs', 'data-lost'] as const)(
    'a rollback that is %s fails the item',
    (outcome) => {
      expect(
        item(rehearsal([rehearsed([statement()], { rollback: trial({ outcome }) })]), 'rollback-tested')
          .state,
      ).toBe('failed');
      expect(
        item(rehearsal([rehearsed([statement()], { down: trial({ outcome }) })]), 'rollback-tested').state,
      ).toBe('failed');
    },
  );

  test('the rollback of the whole change counts when there are several migrations', () => {
    const two = [rehearsed([statement()]), rehearsed([statement()], { change: added('0003_more.sql') })];

    expect(item(rehearsal(two, { rollback: trial({ outcome: 'differs' }) }), 'rollback-tested').state).toBe(
      'failed',
    );
    expect(item(rehearsal(two, { rollback: trial({ outcome: 'untried' }) }), 'rollback-tested').state).toBe(
      'open',
    );
    expect(item(rehearsal(two), 'rollback-tested').state).toBe('proved');
  });

  test('validation: an unexpected answer is for people, a query that cannot be run fails', () => {
    const withQueries = (...results: Parameters<typeof validation>[0][]) =>
      item(
        rehearsal([rehearsed([statement()], { validation: results.map((part) => validation(part)) })]),
        'validation-verified',
      );

    expect(withQueries({}).state).toBe('proved');
    expect(withQueries({}, { outcome: 'unexpected', answer: '2' }).state).toBe('open');
    expect(withQueries({}, { when: 'after', outcome: 'unexpected', answer: '2' }).state).toBe('open');
    expect(withQueries({ outcome: 'failed' }).state).toBe('failed');
  });

  test('a change of rows without a query leaves validation open', () => {
    const seen = rehearsal([rehearsed([statement({ effects: [effect({ work: 'rows' })] })])]);

    expect(item(seen, 'validation-verified').state).toBe('open');
  });
});

describe('the unknowns', () => {
  test('there are none when everything ran', () => {
    expect(planned(rehearsal()).unknowns).toEqual([]);
  });

  test('failed base statements are one line', () => {
    const failure = {
      migration: migration('0001_a.sql'),
      line: 7,
      sql: 'x',
      error: engineError('no such extension'),
    };
    const { unknowns } = planned(
      rehearsal(undefined, { base: { migrations: 2, statements: 9, failures: [failure, failure, failure] } }),
    );

    expect(unknowns).toEqual([
      {
        what: 'What 3 shipped statements of 9 add to the schema',
        because: 'They fail in the replay, the first with: `no such extension`',
        path: 'db/migrations/0001_a.sql',
        line: 7,
      },
    ]);
  });

  test('a missing engine is always told, and only once', () => {
    const idle = { ...statement({ effects: [] }), observation: null };
    const migrations = [rehearsed([idle, idle], { rollback: trial({ outcome: 'untried' }) })];
    const said = { what: 'Everything', because: 'The rehearsal was switched off.', path: null, line: null };

    expect(planned(rehearsal(migrations, { engine: null })).unknowns).toHaveLength(1);
    expect(planned(rehearsal(migrations, { engine: null, unknowns: [said] })).unknowns).toEqual([said]);
  });

  test.each([
    ['unreadable', statement({ unreadable: 'syntax error' }), 'The parser stops: `syntax error`'],
    ['failed', statement({ fails: 'no such table' }), 'The engine answers: `no such table`'],
    ['not run', { ...statement({ effects: [] }), observation: null }, 'It was not run.'],
    [
      'dependent on rows',
      { ...statement(), rowsTrial: { error: engineError('contains null values'), dependsOnData: true } },
      'It works on empty tables; on tables with rows the engine answers: `contains null values`',
    ],
  ])('a statement that is %s is unknown', (_, stopped, because) => {
    expect(planned(rehearsal([rehearsed([stopped])])).unknowns).toEqual([
      expect.objectContaining({ because, path: 'db/migrations/0002_email.sql', line: 3 }),
    ]);
  });

  test('a statement that depends on rows is not told twice, unless its finding is only a note', () => {
    const shaky = {
      ...statement(),
      rowsTrial: { error: engineError('contains null values'), dependsOnData: true },
    };
    const seen = rehearsal([rehearsed([shaky])]);

    expect(planned(seen, [finding({ severity: 'warn' })]).unknowns).toEqual([]);
    expect(planned(seen, [finding({ severity: 'note' })]).unknowns).toHaveLength(1);
  });

  test('an effect without a witness and a rollback that was not run are unknown', () => {
    const blind = statement({
      effects: [effect({ witness: 'unknown', lock: '', evidence: 'no table in the manual says it' })],
    });
    const seen = rehearsal([
      rehearsed([blind], { rollback: trial({ outcome: 'untried', reason: 'it cannot be inverted' }) }),
    ]);

    expect(planned(seen).unknowns.map(({ what }) => what)).toEqual([
      'What `0002_email.sql:3` locks on `users`',
      'Whether `0002_email.sql` can be rolled back',
    ]);
  });

  test('a shipped migration that is edited is unknown where no finding speaks of it', () => {
    const was = migration('0001_users.sql');
    const seen = rehearsal([], { notRun: [{ status: 'edited', migration: was, was }] });

    expect(planned(seen).unknowns).toHaveLength(1);
    expect(planned(seen, [finding({ path: was.path })]).unknowns).toEqual([]);
  });

  test('a file that cannot be decoded is unknown even when it gave no statement', () => {
    const defect = { reason: 'the file is not valid UTF-8', offset: 4, line: 2 };
    const up = { path: 'db/migrations/0002_email.sql', text: '', defect };
    const seen = rehearsal([rehearsed([], { change: added('0002_email.sql', { up }) })]);

    expect(planned(seen).unknowns).toEqual([
      expect.objectContaining({ because: 'It cannot be read: the file is not valid UTF-8.', line: 2 }),
    ]);
  });
});

describe('a migration without a statement', () => {
  function unknownsOf(text: string, ...others: readonly RehearsedMigration[]): string[] {
    const up = { path: 'db/migrations/0002_email.sql', text, defect: null };
    const seen = [rehearsed([], { change: added('0002_email.sql', { up }) }), ...others];
    return planned(rehearsal(seen)).unknowns.map(({ because }) => because);
  }

  test.each(['', '\n\n', '-- The other dialect needs this version.\n'])(
    'that holds %j is unknown alone',
    (text) => {
      expect(unknownsOf(text)).toEqual(['It holds no statement.']);
      expect(unknownsOf(text, rehearsed([statement()]))).toEqual([]);
    },
  );

  test('whose SQL belongs to no direction is unknown', () => {
    expect(unknownsOf('              \n', rehearsed([statement()]))).toEqual(['It holds no statement.']);
  });
});

test('validation queries stand once, those before the change first', () => {
  const after = validation({ when: 'after', sql: 'SELECT 2' });
  const { validation: queries } = planned(
    rehearsal([rehearsed([statement()], { validation: [after, validation(), validation()] })]),
  );

  expect(queries.map(({ when }) => when)).toEqual(['before', 'after']);
});
