import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Runbook } from '../../src/model/runbook.ts';
import { withExampleStage } from '../rules/rehearse-example.ts';
import {
  BACKFILL,
  brief,
  exampleBrief,
  runbookOf,
  runbooks,
  SERIES,
  STATISTICS,
  SURROUNDINGS,
  type ChangeName,
  type Extra,
} from './runbook-fixtures.ts';

/** Runbooks that the rows of the tables speak of, by name. */
const WANTED: Readonly<Record<string, readonly [change: ChangeName, extra?: Extra]>> = {
  expand: ['expand'],
  drop: ['drop'],
  rename: ['rename'],
  retype: ['retype'],
  'not-null': ['not-null'],
  unique: ['unique'],
  'foreign-key': ['foreign-key'],
  'big-bang': ['big-bang'],
  update: ['backfill'],
  backfill: ['backfill', { backfills: [BACKFILL] }],
  'big backfill': ['backfill', { backfills: [BACKFILL], statistics: STATISTICS }],
  series: ['rename', { series: [SERIES] }],
  'unproved series': ['rename', { series: [{ ...SERIES, proved: false, faults: ['it blocks'] }] }],
  searched: ['drop', { surroundings: SURROUNDINGS }],
  'saved drop': ['saved-drop'],
  sized: ['drop', { statistics: STATISTICS }],
  briefed: ['drop', { brief: exampleBrief('clean-up-customers') }],
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

type Part = (book: Runbook) => unknown;

/** One entry of docs/plan-contents.md: where it is, the runbooks that call for it, and those that do not. */
type Row = readonly [
  entry: string,
  part: Part,
  pattern: RegExp,
  has: readonly string[],
  lacks: readonly string[],
];

const CURRENT: readonly Row[] = [
  ['schema', ({ current }) => current.subjects, /"Schema".*`users` \(5 columns\)/, ['drop'], ['provider']],
  ['data', ({ current }) => current.subjects, /"Data"/, ['backfill', 'provider'], ['expand', 'drop']],
  [
    'external service',
    ({ current }) => current.subjects,
    /"External service".*Mailhaven/,
    ['provider'],
    ['infrastructure', 'drop'],
  ],
  [
    'hosting and network',
    ({ current }) => current.subjects,
    /"Hosting and network".*Dublin/,
    ['infrastructure'],
    ['provider', 'drop'],
  ],
  [
    'application code',
    ({ current }) => current.subjects,
    /"Application code"/,
    ['rename', 'provider'],
    ['expand'],
  ],
  [
    'total data size',
    ({ current }) => current.scale,
    /"Total data size","value":"64 GB"/,
    ['sized'],
    ['drop'],
  ],
  ['rows of tables', ({ current }) => current.scale, /400,000,000 rows/, ['sized'], ['drop']],
  [
    'unknown size',
    ({ current }) => current.scale,
    /"Rows of `users`","value":"unknown size"/,
    ['update'],
    ['expand', 'big backfill'],
  ],
  [
    'active users',
    ({ current }) => current.scale,
    /"Active users affected","value":"40 people/,
    ['briefed'],
    ['drop'],
  ],
  [
    'services',
    ({ current }) => current.scale,
    /"Services that depend on it"/,
    ['briefed', 'provider'],
    ['drop'],
  ],
  ['uptime', ({ current }) => current.scale, /"Uptime requirement"/, ['briefed', 'infrastructure'], ['drop']],
  ['code that reads', ({ current }) => current.dependencies, /"Code that reads"/, ['rename'], ['expand']],
  ['code that writes', ({ current }) => current.dependencies, /"Code that writes"/, ['rename'], ['expand']],
  ['code places', ({ current }) => current.dependencies, /src\/routes\/users\.ts:12/, ['searched'], ['drop']],
  [
    'database dependants',
    ({ current }) => current.dependencies,
    /"View","name":"flagged_users"/,
    ['searched'],
    ['drop'],
  ],
  [
    'external services',
    ({ current }) => current.dependencies,
    /"External service","name":"CRM"/,
    ['provider'],
    ['briefed'],
  ],
  [
    'scheduled jobs',
    ({ current }) => current.dependencies,
    /"Scheduled job"/,
    ['briefed', 'provider'],
    ['drop'],
  ],
  [
    'cached data',
    ({ current }) => current.dependencies,
    /"Cached data","name":"customer-profile"/,
    ['briefed'],
    ['provider'],
  ],
  ...[
    'Backend API routes',
    'Frontend pages',
    'Background workers',
    'External integrations',
    'Cached data',
    'Reports and analytics',
    'Mobile app',
  ].map((name): Row => [
    `component ${name}`,
    ({ current }) => current.components,
    new RegExp(`"component":"${name}","affected":"(yes|no)"`),
    ['searched'],
    ['drop', 'expand'],
  ]),
  [
    'a component with its effort',
    ({ current }) => current.components,
    /"Reports and analytics","affected":"yes".*"effort":"one day"/,
    ['briefed'],
    ['drop'],
  ],
];

const TARGET: readonly Row[] = [
  [
    'type change',
    ({ target }) => target.rows,
    /`orders.total` `numeric\(10,2\)`.*`orders.total` `integer`.*Alter the column, which rewrites/,
    ['retype'],
    ['drop'],
  ],
  [
    'rename',
    ({ target }) => target.rows,
    /`users.email_address`.*"action":"Add new, copy, drop old"/,
    ['series'],
    ['drop'],
  ],
  [
    'rename in place',
    ({ target }) => target.rows,
    /"action":"Rename in place"/,
    ['rename', 'unproved series'],
    ['series'],
  ],
  [
    'missing column',
    ({ target }) => target.rows,
    /"action":"Add the column"/,
    ['expand'],
    ['update', 'backfill'],
  ],
  [
    'missing column with rows',
    ({ target }) => target.rows,
    /"action":"Add the column \+ backfill"/,
    ['update', 'backfill'],
    ['expand'],
  ],
  [
    'unused column',
    ({ target }) => target.rows,
    /`users.legacy_flag`.*"action":"Stop reading, then drop"/,
    ['drop'],
    ['expand'],
  ],
  ['not null', ({ target }) => target.rows, /Check every row, then set not null/, ['not-null'], ['expand']],
  [
    'API compatibility',
    ({ target }) => target.differences,
    /"API compatibility"/,
    ['provider'],
    ['infrastructure', 'drop'],
  ],
  [
    'data format',
    ({ target }) => target.differences,
    /"Data format"/,
    ['provider'],
    ['infrastructure', 'drop'],
  ],
  [
    'topology',
    ({ target }) => target.differences,
    /"Network topology".*203\.0\.113\.10/,
    ['infrastructure'],
    ['provider', 'drop'],
  ],
  [
    'DNS',
    ({ target }) => target.differences,
    /"DNS".*Lower the TTL of 3600 s/,
    ['infrastructure', 'provider'],
    ['drop'],
  ],
];

const PHASES: readonly Row[] = [
  [
    'dual write',
    ({ phases }) => phases,
    /"stage":"expand","code":"Writes both `users.email` and `users.email_address`, reads `users.email`"/,
    ['series'],
    ['drop', 'expand'],
  ],
  [
    'hand-made dual write',
    ({ phases }) => phases,
    /"stage":"migrate","code":"Unchanged: keeps writing both `users.bio` and `users.bio_text`"/,
    ['big-bang'],
    ['update'],
  ],
  [
    'reads new',
    ({ phases }) => phases,
    /"stage":"switch","code":"Reads `users.email_address`, still writes `users.email` as a safety net"/,
    ['series'],
    ['drop'],
  ],
  [
    'writes only new',
    ({ phases }) => phases,
    /"stage":"contract","code":"Writes only `users.email_address`"/,
    ['series'],
    ['drop'],
  ],
  [
    'a drop: code first',
    ({ phases }) => phases,
    /"stage":"switch","code":"No longer reads `users.legacy_flag`/,
    ['drop'],
    ['expand'],
  ],
  [
    'in place: both names',
    ({ phases }) => phases,
    /Works with `users.email` and `users.email_address`, whichever is there/,
    ['rename'],
    ['series'],
  ],
  [
    'switch is code only',
    ({ phases }) => phases,
    /"stage":"switch".*"delivery":"Code only"/,
    ['drop'],
    ['expand'],
  ],
  [
    'next pull request',
    ({ phases }) => phases,
    /"delivery":"The next pull request"/,
    ['big-bang', 'series'],
    ['drop', 'expand'],
  ],
  [
    'statement with place and witness',
    ({ phases }) => phases,
    /"place":"0020_change\.sql:2","script":\{"language":"sql","text":"ALTER TABLE users ADD COLUMN phone text;".*"witness":"Ran on `pglite/,
    ['expand'],
    ['provider'],
  ],
  ['backfill', ({ phases }) => phases, /"backfills":\[\{"path"/, ['backfill'], ['update']],
  ['dual send', ({ phases }) => phases, /Deploy dual-send/, ['provider'], ['infrastructure', 'drop']],
  [
    'shadow reads',
    ({ phases }) => phases,
    /Shadow reads: ask Postwerk beside Mailhaven/,
    ['provider'],
    ['infrastructure'],
  ],
  [
    'shares',
    ({ phases }) => phases,
    /Move 1 % of.*Move 10 % of.*Move 50 % of.*Move 100 % of/,
    ['provider'],
    ['bare move'],
  ],
  [
    'credentials',
    ({ phases }) => phases,
    /Make `MAIL_API_KEY` at Postwerk.*Revoke `MAIL_API_KEY` at Mailhaven/,
    ['provider'],
    ['bare move'],
  ],
  [
    'webhooks',
    ({ phases }) => phases,
    /curl -sS .*https:\/\/hooks\.example\.com\/mail\/events/,
    ['provider'],
    ['bare move'],
  ],
  [
    'quotas',
    ({ phases }) => phases,
    /Have Postwerk confirm the quota: 20,000 mails an hour/,
    ['provider'],
    ['bare move'],
  ],
  [
    'back-sync',
    ({ phases }) => phases,
    /back-sync: what is written at Postwerk is written back to Mailhaven/,
    ['provider'],
    ['infrastructure'],
  ],
  ['replication lag', ({ phases }) => phases, /psql -X -c lag/, ['infrastructure'], ['provider']],
  [
    'TTL, backwards from the cut-over',
    ({ phases }) => phases,
    /Lower the TTL of `shop.example.com` from 3600 s to 60 s, at the latest at 2027-01-24 00:00 UTC, 2 h before/,
    ['infrastructure'],
    ['provider'],
  ],
  [
    'connection draining',
    ({ phases }) => phases,
    /Drain connections at Dublin.*ss -Htn state established/,
    ['infrastructure'],
    ['provider'],
  ],
  [
    'certificates',
    ({ phases }) => phases,
    /openssl s_client -connect lb-frankfurt\.example\.net:443 -servername shop\.example\.com/,
    ['infrastructure'],
    ['provider'],
  ],
  [
    'DNS cut-over',
    ({ phases }) => phases,
    /dig \+short shop\.example\.com/,
    ['infrastructure'],
    ['provider'],
  ],
];

const VALIDATION: readonly Row[] = [
  [
    'nulls before not null',
    ({ validation }) => validation.before,
    /user_id.*IS NULL/,
    ['not-null'],
    ['expand'],
  ],
  [
    'duplicates before unique',
    ({ validation }) => validation.before,
    /HAVING count\(\*\) > 1/,
    ['unique'],
    ['expand'],
  ],
  [
    'orphans before a foreign key',
    ({ validation }) => validation.before,
    /NOT EXISTS/,
    ['foreign-key'],
    ['expand'],
  ],
  [
    'values that do not fit before a type change',
    ({ validation }) => validation.before,
    /orders/,
    ['retype'],
    ['expand'],
  ],
  ['invalid indexes', ({ validation }) => validation.after, /indisvalid/, ['unique'], ['expand']],
  ['rows done of all', ({ validation }) => validation.after, /SELECT 1 AS done/, ['backfill'], ['update']],
  [
    'where and how',
    ({ validation }) => validation,
    /"where":"On the primary.*"how":"psql -X -f/,
    ['not-null'],
    ['provider'],
  ],
  [
    'smoke: log in, list, create, edit',
    ({ validation }) => validation.smoke,
    /Log in/,
    ['drop', 'provider'],
    ['expand'],
  ],
  [
    'API integration tests',
    ({ validation }) => validation.smoke,
    /integration tests of the API/,
    ['provider'],
    ['drop'],
  ],
  [
    'error rate and latency',
    ({ validation }) => validation.smoke,
    /Error rate and latency are not up/,
    ['drop'],
    ['expand'],
  ],
  [
    'background jobs',
    ({ validation }) => validation.smoke,
    /Background jobs run to their end: `loyalty-report`/,
    ['briefed'],
    ['drop'],
  ],
  [
    'webhooks processed',
    ({ validation }) => validation.smoke,
    /Webhook .* is processed/,
    ['provider'],
    ['drop'],
  ],
  ['reports', ({ validation }) => validation.smoke, /Reports and dashboards/, ['briefed'], ['drop']],
  [
    'unit',
    ({ validation }) => validation.stages,
    /"Unit","environment":"Local","data":"Mock","duration":"Minutes","gate":"All pass"/,
    ['expand'],
    [],
  ],
  [
    'integration',
    ({ validation }) => validation.stages,
    /"Integration","environment":"Local","data":"Seed data","duration":"Minutes"/,
    ['expand'],
    [],
  ],
  [
    'staging dry run',
    ({ validation }) => validation.stages,
    /"Staging dry run".*"Copy of production","duration":"Hours","gate":"Counts match"/,
    ['drop', 'provider'],
    ['expand'],
  ],
  [
    'staging full run',
    ({ validation }) => validation.stages,
    /"Staging full run".*"gate":"Smoke tests pass"/,
    ['drop'],
    ['expand'],
  ],
  [
    'production phase 1',
    ({ validation }) => validation.stages,
    /phase 1: expand".*"Days","gate":"Dual-write works"/,
    ['series'],
    ['expand'],
  ],
  [
    'production phase 2',
    ({ validation }) => validation.stages,
    /phase 2: migrate".*"Hours","gate":"Backfill complete"/,
    ['big-bang'],
    ['drop'],
  ],
  [
    'production phase 3',
    ({ validation }) => validation.stages,
    /phase 3: switch".*"Days","gate":"Reads from new are right"/,
    ['big-bang'],
    ['expand'],
  ],
  [
    'production phase 4',
    ({ validation }) => validation.stages,
    /phase 4: contract".*"Weeks","gate":"Old path removed"/,
    ['big-bang'],
    ['expand'],
  ],
];

const ROLLBACK: readonly Row[] = [
  [
    'decision maker',
    ({ rollback }) => rollback.phases,
    /"decides":"@maria"/,
    ['briefed', 'provider'],
    ['drop'],
  ],
  ['trigger', ({ rollback }) => rollback.phases, /column does not exist/, ['briefed'], ['drop']],
  [
    'stop writes to new',
    ({ rollback }) => rollback.phases,
    /Stop writes to `users.phone`/,
    ['expand'],
    ['drop'],
  ],
  [
    'switch reads back',
    ({ rollback }) => rollback.phases,
    /Switch reads back to `users.email`/,
    ['series'],
    ['expand'],
  ],
  [
    'sync back',
    ({ rollback }) => rollback.phases,
    /Sync what was written at Postwerk back to Mailhaven/,
    ['provider'],
    ['drop'],
  ],
  [
    'cut-back',
    ({ rollback }) => rollback.phases,
    /Cut back: stop writes at Frankfurt.*Point `shop.example.com` to `lb-dublin/,
    ['infrastructure'],
    ['provider'],
  ],
  [
    'notify',
    ({ rollback }) => rollback.phases,
    /Notify Customer service and Finance reporting in #incidents/,
    ['briefed'],
    ['drop'],
  ],
  ['post-mortem', ({ rollback }) => rollback.phases, /post-mortem/, ['drop'], ['expand']],
  [
    'tested script',
    ({ rollback }) => rollback.phases,
    /DROP COLUMN phone;.*Ran; schema and rows came back/,
    ['expand'],
    ['provider'],
  ],
  [
    'dual-written data',
    ({ rollback }) => rollback.phases,
    /triggers keep `users.email` current/,
    ['series'],
    ['drop'],
  ],
  [
    'snapshot',
    ({ rollback }) => rollback.phases,
    /Take `users.legacy_flag` from RDS snapshot/,
    ['briefed'],
    ['drop'],
  ],
  [
    'point of no return',
    ({ rollback }) => rollback.pointOfNoReturn,
    /0020_change\.sql:2.*DROP COLUMN legacy_flag/,
    ['drop'],
    ['expand', 'rename'],
  ],
  [
    'point of no return of a move',
    ({ rollback }) => rollback.pointOfNoReturn,
    /back-sync to Mailhaven is stopped/,
    ['provider'],
    ['infrastructure'],
  ],
  [
    'tree: data',
    ({ rollback }) => rollback.tree,
    /The data is wrong.*script.*widespread.*Roll back/,
    ['drop', 'backfill'],
    ['expand', 'rename'],
  ],
  [
    'tree: slow',
    ({ rollback }) => rollback.tree,
    /It is slow.*An index is missing.*The new design/,
    ['expand'],
    [],
  ],
  [
    'tree: errors',
    ({ rollback }) => rollback.tree,
    /The application fails.*One endpoint.*Everywhere/,
    ['expand'],
    [],
  ],
  [
    'tree: external',
    ({ rollback }) => rollback.tree,
    /external integration fails.*configuration.*does not fit/,
    ['provider'],
    ['drop'],
  ],
];

const REST: readonly Row[] = [
  [
    'day 0',
    ({ timeline }) => timeline,
    /"from":0,"to":0,"title":"Preparation".*snapshot.*Notify.*Rehearse the rollback.*Dashboards/,
    ['expand'],
    [],
  ],
  ['staging on day 0', ({ timeline }) => timeline, /Confirm the run on staging/, ['drop'], ['expand']],
  ['migrate days', ({ timeline }) => timeline, /"stage":"migrate"/, ['backfill'], ['drop', 'expand']],
  [
    'days from the hours of the backfill',
    ({ timeline }) => timeline,
    /"from":2,"to":4,"title":"Migrate"/,
    ['big backfill'],
    ['backfill'],
  ],
  [
    'bake',
    ({ timeline }) => timeline,
    /"from":2,"to":8,"title":"Bake"/,
    ['drop'],
    ['expand', 'no bake', 'briefed'],
  ],
  ['bake of the brief', ({ timeline }) => timeline, /"from":2,"to":15,"title":"Bake"/, ['briefed'], ['drop']],
  [
    'contract has no end',
    ({ timeline }) => timeline,
    /"from":9,"to":null,"title":"Contract"/,
    ['drop'],
    ['expand'],
  ],
  [
    'error rate',
    ({ metrics }) => metrics,
    /"Error rate","normal":"< 0\.1 %","alert":"> 1 %","action":"Pause and investigate"/,
    ['expand'],
    ['briefed', 'configured'],
  ],
  [
    'error rate, configured',
    ({ metrics }) => metrics,
    /"Error rate","normal":"0","alert":"> 3 %","action":"Pause/,
    ['configured'],
    ['drop'],
  ],
  [
    'error rate, of the brief',
    ({ metrics }) => metrics,
    /"Error rate","normal":"< 0\.05 %"/,
    ['briefed'],
    ['drop'],
  ],
  [
    'p95 latency',
    ({ metrics }) => metrics,
    /"p95 latency","normal":"< 200 ms","alert":"> 500 ms","action":"Check query plans"/,
    ['expand'],
    [],
  ],
  [
    'database CPU',
    ({ metrics }) => metrics,
    /"Database CPU","normal":"< 60 %","alert":"> 80 %","action":"Smaller batches"/,
    ['backfill'],
    ['expand'],
  ],
  [
    'connections',
    ({ metrics }) => metrics,
    /"Database connections","normal":"< 80 % of the pool","alert":"> 90 %","action":"Pause"/,
    ['backfill'],
    ['drop'],
  ],
  [
    'queue depth',
    ({ metrics }) => metrics,
    /"Queue depth","normal":"< 100","alert":"> 1000","action":"Slow the writes"/,
    ['provider'],
    ['drop'],
  ],
  [
    'row-count delta',
    ({ metrics }) => metrics,
    /"Row-count delta","normal":"0","alert":"> 0","action":"Investigate"/,
    ['backfill'],
    ['drop'],
  ],
  ['a metric of the brief', ({ metrics }) => metrics, /"Delivered share"/, ['provider'], ['drop']],
  [
    'stakeholders',
    ({ communication }) => communication,
    /"Customer service","channel":"#customer-service","when":"Day 0, before the switch/,
    ['briefed'],
    ['drop'],
  ],
  [
    'customer impact',
    ({ communication }) => communication,
    /"customers":"Nothing; the card number/,
    ['briefed'],
    ['drop'],
  ],
  [
    'responsibilities',
    ({ communication }) => communication,
    /On call in the window","who":"@jonas"/,
    ['briefed'],
    ['drop'],
  ],
];

const ANTI_PATTERNS: readonly Row[] = [
  ['Big bang', ['big-bang'], ['drop', 'expand', 'series']],
  ['No backup before a destructive step', ['drop'], ['saved drop', 'briefed', 'rename', 'expand']],
  ['Production first', ['drop'], ['briefed', 'expand', 'provider']],
  ['All rows at once', ['update'], ['backfill', 'expand']],
  ['Blocking migration', ['retype'], ['expand', 'drop']],
  ['Old path removed at once', ['big-bang', 'searched', 'no bake'], ['drop', 'expand']],
].map(([name, has, lacks]): Row => [
  String(name),
  ({ antiPatterns }) => antiPatterns,
  new RegExp(`"pattern":"${String(name)}"`),
  has as string[],
  lacks as string[],
]);

const QUESTIONS: readonly Row[] = [
  ['who decides', 'people.decision-maker', ['drop', 'bare move'], ['briefed', 'expand', 'provider']],
  ['criteria to go on', 'criteria.switch.go', ['drop'], ['briefed', 'expand']],
  ['triggers', 'criteria.expand.rollback', ['bare move'], ['provider', 'infrastructure']],
  ['stakeholders', 'people.stakeholders', ['drop', 'rename'], ['briefed', 'expand']],
  ['customer impact', 'impact.customers', ['drop', 'rename'], ['briefed', 'expand']],
  ['window', 'window', ['drop'], ['rename', 'briefed', 'expand']],
  ['shares', 'move.shares', ['bare move'], ['provider', 'drop']],
  ['replication', 'move.replication', ['bare move'], ['provider', 'infrastructure']],
  ['TTL', 'move.records', ['bare move'], ['provider', 'infrastructure']],
].map(([name, key, has, lacks]): Row => [
  `${String(name)} holds`,
  ({ openQuestions }) => openQuestions,
  new RegExp(`"answer":"\`${String(key)}\`","holds":"`),
  has as string[],
  lacks as string[],
]);

describe.each([
  ['the current state', CURRENT],
  ['the target state', TARGET],
  ['the phases', PHASES],
  ['validation', VALIDATION],
  ['rollback', ROLLBACK],
  ['timeline, metrics and people', REST],
  ['anti-patterns', ANTI_PATTERNS],
  ['open questions', QUESTIONS],
])('%s', (_, rows) => {
  test.each(rows)('%s', (_entry, part, pattern, has, lacks) => {
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
  for (const { checklist } of books.values()) expect(checklist).toHaveLength(13);
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
