import { describe, expect, test } from '@jest/globals';
import { NO_DECISIONS } from '../../src/model/decisions.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Rehearsal } from '../../src/model/rehearsal.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { buildPlan } from '../../src/plan/build-plan.ts';
import { decide } from '../../src/verdict/decide.ts';
import { docketOf } from '../../src/verdict/docket-of.ts';
import {
  added,
  effect,
  engineError,
  finding,
  rehearsal,
  rehearsed,
  statement,
  trial,
  validation,
} from '../render/fixture-builder.ts';
import type { StatementParts } from '../render/fixture-builder.ts';

function verdictOn(seen: Rehearsal, ...findings: readonly Finding[]): Verdict {
  const plan = buildPlan({ base: 'a', head: 'b', notices: [] }, [{ rehearsal: seen, findings }]);
  return decide(docketOf(plan), NO_DECISIONS);
}

function oneStatement(parts: StatementParts): Rehearsal {
  return rehearsal([rehearsed([statement(parts)])]);
}

describe('go', () => {
  test('a plain expand, although nobody has notified the stakeholders', () => {
    const verdict = verdictOn(rehearsal());

    expect(verdict.outcome).toBe('go');
    expect(verdict.reasons.map(({ kind, text }) => `${kind}: ${text}`)).toMatchInlineSnapshot(`
      [
        "clear: 1 statement ran on \`pglite 18.6\`; none blocks reads or writes for a time that grows with a table.",
        "clear: Queries in the shape of the code that runs today still work after every statement.",
        "clear: The rollback was run and restored schema and rows.",
      ]
    `);
  });

  test('a finding that is only a note does not change it', () => {
    expect(verdictOn(rehearsal(), finding({ severity: 'note' })).outcome).toBe('go');
  });
});

describe('no-go', () => {
  test('a blocking finding, named and placed', () => {
    const verdict = verdictOn(rehearsal(), finding());

    expect(verdict).toMatchObject({
      outcome: 'no-go',
      reasons: [
        { kind: 'finding', id: 'index-build-blocks-writes', path: 'db/migrations/0002_email.sql', line: 3 },
      ],
      next: 'Use the rehearsed statement under Findings for line 3 of `0002_email.sql`. Build it concurrently, in a migration of its own that runs outside of a transaction.',
    });
  });

  test.each([
    ['cannot be read', { unreadable: 'syntax error at or near "TABEL"' }],
    ['fails', { fails: 'relation "users" does not exist' }],
  ])('a statement that %s, even when its rule is set to a note', (how, parts) => {
    const plain = verdictOn(oneStatement(parts));
    const lowered = verdictOn(oneStatement(parts), finding({ severity: 'note' }));

    expect([plain.outcome, lowered.outcome]).toEqual(['no-go', 'no-go']);
    expect(plain.reasons[0]?.text).toContain(how);
    expect(plain.reasons).toHaveLength(1);
    expect(plain.next).toBe('Correct line 3 of `0002_email.sql` so that it runs.');
  });

  test('a failing statement is told once when a blocking finding tells it', () => {
    const { reasons } = verdictOn(
      oneStatement({ fails: 'no such table' }),
      finding({ rule: 'statement-fails' }),
    );

    expect(reasons.map(({ kind, id }) => [kind, id])).toEqual([['finding', 'statement-fails']]);
  });

  test('a rollback that fails; only held when a warning speaks of it', () => {
    const failing = rehearsal([
      rehearsed([statement()], {
        rollback: trial({ outcome: 'failed', error: engineError('no such column') }),
      }),
    ]);

    expect(verdictOn(failing)).toMatchObject({
      outcome: 'no-go',
      reasons: [{ text: 'The rollback of `0002_email.sql` fails: `no such column`' }],
    });
    expect(verdictOn(failing, finding({ rule: 'rollback-impossible', severity: 'warn' })).outcome).toBe(
      'hold',
    );
    expect(verdictOn(failing, finding({ rule: 'rollback-impossible', severity: 'note' })).outcome).toBe(
      'hold',
    );
  });

  test('a file that cannot be decoded', () => {
    const up = { path: 'x', text: '', defect: { reason: 'It is not valid UTF-8.', offset: 0, line: 1 } };

    expect(verdictOn(rehearsal([rehearsed([], { change: added('0002_email.sql', { up }) })])).outcome).toBe(
      'no-go',
    );
  });
});

describe('hold', () => {
  const dangers: [string, Rehearsal][] = [
    ['data is lost', oneStatement({ dataLoss: [{ kind: 'column', object: 'users.legacy', rows: 3 }] })],
    [
      'values are overwritten',
      oneStatement({ overwritten: [{ kind: 'column', object: 'users.email', rows: 3 }] }),
    ],
    ['it is a contract', oneStatement({ phase: 'contract' })],
    ['old code breaks', oneStatement({ backwardCompatible: false })],
    ['it blocks for long', oneStatement({ blocking: true })],
  ];
  test.each(dangers)('open items hold when %s', (_, seen) => {
    const verdict = verdictOn(
      rehearsal(seen.migrations.map((one) => ({ ...one, validation: [validation()] }))),
    );

    expect(verdict.outcome).toBe('hold');
    expect(verdict.reasons).toEqual([expect.objectContaining({ kind: 'checklist' })]);
    expect(verdict.reasons[0]?.text).toMatch(/^8 checklist items must be settled by people first: /);
  });

  const unknowns: [string, Rehearsal][] = [
    ['no engine ran', rehearsal([], { engine: null })],
    ['an effect has no witness', oneStatement({ effects: [effect({ witness: 'unknown' })] })],
    [
      'a rollback was not run',
      rehearsal([rehearsed([statement()], { rollback: trial({ outcome: 'untried' }) })]),
    ],
    [
      'a down file was not run',
      rehearsal([rehearsed([statement()], { down: trial({ outcome: 'untried' }) })]),
    ],
    [
      'rehearsing left something open',
      rehearsal(undefined, { unknowns: [{ what: 'x', because: 'y', path: null, line: null }] }),
    ],
  ];
  test.each(unknowns)('what is unknown is never a go: %s', (_, seen) => {
    const verdict = verdictOn(seen);

    expect(verdict.outcome).toBe('hold');
    expect(verdict.reasons.some(({ kind }) => kind === 'unknown')).toBe(true);
  });

  test('a warning', () => {
    expect(verdictOn(rehearsal(), finding({ severity: 'warn', remedy: null }))).toMatchObject({
      outcome: 'hold',
      next: 'Look at line 3 of `0002_email.sql` and change it.',
    });
  });

  test('a down file that does not restore, told by its finding alone', () => {
    const seen = rehearsal([rehearsed([statement()], { down: trial({ outcome: 'differs' }) })]);

    expect(verdictOn(seen).reasons.map(({ id }) => id)).toEqual(['rollback-tested']);
    expect(
      verdictOn(seen, finding({ rule: 'down-file-does-not-restore', severity: 'warn' })).reasons.map(
        ({ id }) => id,
      ),
    ).toEqual(['down-file-does-not-restore']);
  });
});

test('findings come before unknowns, and those before the checklist', () => {
  const seen = rehearsal([
    rehearsed([statement({ phase: 'contract' })], {
      rollback: trial({ outcome: 'untried' }),
      validation: [validation()],
    }),
  ]);
  const { reasons, next } = verdictOn(seen, finding({ severity: 'warn' }), finding({ rule: 'drop-in-use' }));

  expect(reasons.map(({ kind, id }) => id ?? kind)).toEqual([
    'drop-in-use',
    'index-build-blocks-writes',
    'unknown',
    'checklist',
  ]);
  expect(next).toBe(
    'Use the rehearsed statement under Findings for line 3 of `0002_email.sql`. Build it concurrently, in a migration of its own that runs outside of a transaction.',
  );
});

test('one project that is refused refuses the whole change', () => {
  const projects = [
    { rehearsal: rehearsal(), findings: [] },
    { rehearsal: rehearsal(), findings: [finding()] },
  ];

  const plan = buildPlan({ base: 'a', head: 'b', notices: [] }, projects);
  expect(decide(docketOf(plan), NO_DECISIONS).outcome).toBe('no-go');
});
