import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Runbook } from '../../src/model/runbook.ts';
import { withExampleStage } from '../rules/rehearse-example.ts';
import { CURRENT, TARGET } from './state-rows.ts';
import { PHASES } from './phase-rows.ts';
import { VALIDATION, ROLLBACK } from './check-rows.ts';
import { REST, ANTI_PATTERNS, OTHER_QUESTIONS, QUESTIONS } from './other-rows.ts';
import type { Row } from './row.ts';
import {
  BACKFILL,
  brief,
  DROPPING,
  exampleBrief,
  runbookOf,
  runbooks,
  SAVED,
  SERIES,
  STATISTICS,
  type ChangeName,
  type Extra,
} from './runbook-fixtures.ts';
import { FRONTEND, LIKELY, SURROUNDINGS, UNSEARCHED } from './surroundings-fixtures.ts';

/** Runbooks that the rows of the tables speak of, by name. */
const WANTED: Readonly<Record<string, readonly [change: ChangeName, extra?: Extra]>> = {
  expand: ['expand'],
  drop: ['drop'],
  rename: ['rename'],
  retype: ['retype'],
  'not-null': ['not-null'],
  unique: ['unique'],
  'foreign-key': ['foreign-key'],
  concurrent: ['concurrent'],
  check: ['check'],
  'not valid': ['not-valid'],
  enumerated: ['enumerated'],
  replaced: ['replaced'],
  failing: ['failing'],
  unchecked: ['backfill', { withoutQueries: true }],
  'big-bang': ['big-bang'],
  update: ['backfill'],
  backfill: ['backfill', { backfills: [BACKFILL] }],
  'big backfill': ['backfill', { backfills: [BACKFILL], statistics: STATISTICS }],
  series: ['rename', { series: [SERIES] }],
  'unproved series': ['rename', { series: [{ ...SERIES, proved: false, faults: ['it blocks'] }] }],
  unsearched: ['drop', { surroundings: UNSEARCHED }],
  'unsearched series': ['drop', { surroundings: UNSEARCHED, series: [DROPPING] }],
  likely: ['drop', { surroundings: LIKELY }],
  searched: ['drop', { surroundings: SURROUNDINGS }],
  function: ['function'],
  kept: ['expand', { saves: [SAVED] }],
  'kept before': ['drop', { saves: [{ ...SAVED, before: 'change' }] }],
  'dropping series': ['drop', { series: [DROPPING] }],
  'kept of a series': ['rename', { saves: [SAVED], series: [SERIES] }],
  'kept of its step': [
    'rename',
    { series: [{ ...SERIES, saves: [{ ...SAVED, before: 'change', step: 2 }] }] },
  ],
  'kept of its way back': ['rename', { series: [{ ...SERIES, saves: [{ ...SAVED, step: 0 }] }] }],
  'saved drop': ['saved-drop'],
  sized: ['drop', { statistics: STATISTICS }],
  briefed: ['drop', { brief: exampleBrief('clean-up-customers') }],
  frontend: ['drop', { surroundings: FRONTEND }],
  configured: [
    'drop',
    { settings: { metrics: { 'error-rate': { normal: '0', alert: '> 3 %', action: null } } } },
  ],
  'no bake': ['drop', { settings: { bakeDays: 0 } }],
};

const books = new Map<string, Runbook>();

beforeAll(async () => {
  await withExampleStage(async (rehearse) => {
    const make = runbooks(rehearse);
    for (const [name, [change, extra]] of Object.entries(WANTED)) books.set(name, await make(change, extra));
  });
  books.set('provider', runbookOf(null, { brief: exampleBrief('mail-provider') }));
  books.set(
    'infrastructure',
    runbookOf(null, {
      brief: exampleBrief('region-move'),
      settings: { replicationLag: () => ['psql -X -c lag'] },
    }),
  );
  books.set('bare move', runbookOf(null, { brief: brief(BARE) }));
}, 240_000);

const BARE = `
kind: provider
title: Another mail provider
move:
  from: Old
  to: New
  data: [Suppression list]
  records: [{ name: mail.example.com, from: a, to: b }]
`;

function book(name: string): Runbook {
  const found = books.get(name);
  if (found === undefined) throw new Error(`There is no runbook ${name}.`);
  return found;
}

describe.each([
  ['the current state', CURRENT],
  ['the target state', TARGET],
  ['the phases', PHASES],
  ['validation', VALIDATION],
  ['rollback', ROLLBACK],
  ['timeline, metrics and people', REST],
  ['anti-patterns', ANTI_PATTERNS],
  ['open questions', QUESTIONS],
  ['open questions that hold nothing', OTHER_QUESTIONS],
])('%s', (_, rows) => {
  test.each(rows)('%s', (...[, part, pattern, has, lacks]: Row) => {
    const missing = has.filter((name) => !pattern.test(JSON.stringify(part(book(name)))));
    const extra = lacks.filter((name) => pattern.test(JSON.stringify(part(book(name)))));
    expect({
      missing,
      extra,
      shown: missing.map((name) => JSON.stringify(part(book(name))).slice(0, 3000)),
    }).toEqual({ missing: [], extra: [], shown: [] });
  });
});

test('the checklist has its thirteen items in every plan, and the brief settles what it can', () => {
  const listed = readFileSync('docs/plan-contents.md', 'utf8')
    .split('## Readiness checklist')[1]
    ?.split('\n\n')[1]
    ?.replaceAll(/\s+/g, ' ')
    .split(/\. /)[0]
    ?.split(' · ');
  expect(listed).toHaveLength(13);
  for (const { checklist } of books.values())
    expect(checklist.map(({ text }) => text.toLowerCase())).toEqual(listed);
  const states = (name: string): Record<string, string> =>
    Object.fromEntries(book(name).checklist.map(({ id, state }) => [id, state]));
  expect(states('briefed')).toMatchObject({
    'snapshot-scheduled': 'proved',
    'on-call-assigned': 'proved',
    'go-no-go-defined': 'proved',
    'stakeholders-notified': 'open',
    'monitoring-deployed': 'open',
  });
  expect(states('drop')).toMatchObject({ 'snapshot-scheduled': 'open', 'go-no-go-defined': 'open' });
});

test('a plan says the same twice', async () => {
  expect(runbookOf(null, { brief: exampleBrief('mail-provider') })).toEqual(book('provider'));
  await Promise.resolve();
});
