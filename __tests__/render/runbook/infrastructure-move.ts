import type { DecisionNode, Runbook, RunbookPhase } from '../../../src/model/runbook.ts';
import { shell, sql, step } from './pieces.ts';

const PHASES: readonly RunbookPhase[] = [
  {
    stage: 'expand',
    code: 'Runs at both places; only the old one gets traffic.',
    what: 'The new site is built and receives every change of the database by logical replication.',
    delivery: 'this pull request (`infra/`)',
    steps: [
      step('Lower the TTL of `shop.example` to 60 seconds, a day before anything else', {
        script: shell('dig +noall +answer shop.example', {
          where: 'Anywhere.',
          how: 'dig +noall +answer shop.example',
        }),
        check: 'Every public resolver answers with 60 or less.',
      }),
      step('Replicate the database', {
        script: sql(
          "CREATE SUBSCRIPTION to_fsn\n  CONNECTION 'host=db1.old.internal dbname=shop user=replicator'\n  PUBLICATION everything;",
          { where: 'On the new primary `fsn-db-1`, as a superuser.', witness: null },
        ),
        check: 'Lag below 1 MB for an hour.',
      }),
      step('Copy 350 GB of attachments', {
        script: shell(
          'rclone sync old:attachments fsn:attachments --checksum --transfers 16 --log-file sync.log',
        ),
        check: '`rclone check` finds no difference.',
      }),
    ],
    backfills: [],
    gate: {
      decides: 'Priya (platform)',
      go: ['Replication lag below 1 MB.', 'Smoke tests pass at `new.shop.example`.'],
      rollback: ['Replication slot holds back more than 50 GB.'],
    },
  },
  {
    stage: 'switch',
    code: 'Serves from the new site; writes go to the new primary.',
    what: 'Traffic moves in shares of 1, 10, 50 and 100 percent; the database is promoted in a window of 10 minutes.',
    delivery: 'DNS and load balancer',
    steps: [
      step('Stop writes, wait for the replica, promote it', {
        script: sql(
          'SELECT pg_current_wal_lsn() AS old_end;\n-- on the new primary, when it has replayed old_end:\nALTER SUBSCRIPTION to_fsn DISABLE;',
          { witness: null },
        ),
        blocks: 'writes',
        check: 'Row counts of all 64 tables are equal.',
      }),
      step('Move the traffic', { check: 'Error rate below 0.1 % at each share for 30 minutes.' }),
    ],
    backfills: [],
    gate: {
      decides: 'Priya (platform)',
      go: ['All shares held for 24 hours.'],
      rollback: ['Error rate above 1 % at any share.', 'p95 latency above 500 ms.'],
    },
  },
  {
    stage: 'contract',
    code: 'Unchanged.',
    what: 'The old site is switched off and its disks are wiped.',
    delivery: 'a later pull request (`infra/`)',
    steps: [step('Stop the reverse replication'), step('Wipe the disks of the old site')],
    backfills: [],
    gate: {
      decides: 'Priya (platform)',
      go: ['14 days without a request at the old site.', 'A restore of the new backups was tried.'],
      rollback: [],
    },
  },
];

/** Deeper than the usual tree, as its questions follow each other. */
const TREE: DecisionNode = {
  question: 'Is something wrong?',
  answers: [
    {
      answer: 'users see errors',
      then: {
        question: 'Only at the new site?',
        answers: [
          {
            answer: 'yes',
            then: {
              question: 'Was the database promoted?',
              answers: [
                { answer: 'no', then: { action: 'Set the share to 0.' } },
                {
                  answer: 'yes',
                  then: {
                    question: 'Does the reverse replication run?',
                    answers: [
                      {
                        answer: 'yes',
                        then: { action: 'Promote the old primary again and set the share to 0.' },
                      },
                      {
                        answer: 'no',
                        then: { action: 'Fix forward at the new site; going back would lose writes.' },
                      },
                    ],
                  },
                },
              ],
            },
          },
          { answer: 'no', then: { action: 'It is not the move: follow the usual incident procedure.' } },
        ],
      },
    },
    { answer: 'latency', then: { action: 'Halve the share and compare query plans of both primaries.' } },
  ],
};

/** A shop moves to another data center, with its database and its files. */
export const INFRASTRUCTURE_MOVE: Runbook = {
  title: 'Move the shop from the Frankfurt rack to Falkenstein',
  kind: 'infrastructure',
  summary: [
    'Application, database and 350 GB of attachments move to a new site before the rack contract ends on 2027-01-31.',
    'Both sites run side by side; the database follows by logical replication, the files by checksummed copies.',
    'Customers cannot write for at most 10 minutes on Sunday 02:00 UTC, when the new primary is promoted.',
    'The old site follows in reverse for 14 days, so that going back loses nothing until its disks are wiped.',
  ],
  current: {
    subjects: [
      { subject: 'Hosting and network', detail: '2 racks, 9 machines, one /26, VPN to the warehouse.' },
    ],
    scale: [{ what: 'Data', value: '410 GB in PostgreSQL 16, 350 GB of attachments', source: 'brief' }],
    estimates: [],
    dependencies: [{ kind: 'external', name: 'warehouse VPN', detail: 'allows only 203.0.113.0/26' }],
    components: [
      {
        component: 'Cached data',
        affected: 'yes',
        impact: 'starts cold at the new site',
        effort: 'warm it for an hour',
      },
    ],
  },
  target: {
    rows: [
      { current: 'Frankfurt rack', target: 'Falkenstein, 3 zones', action: 'run both, move the traffic' },
    ],
    differences: [
      {
        group: 'Network topology',
        current: 'one /26, static routes',
        target: 'a VLAN per zone, 10.20.0.0/16',
        action: 'new VPN to the warehouse on day 0',
      },
      {
        group: 'DNS',
        current: '`shop.example` A 203.0.113.10, TTL 3600',
        target: '`shop.example` A 198.51.100.20, TTL 60',
        action: 'lower the TTL first',
      },
      {
        group: 'Certificates',
        current: 'files on the load balancer',
        target: 'ACME by DNS',
        action: 'issue before the first percent',
      },
    ],
  },
  phases: PHASES,
  validation: {
    before: [],
    after: [
      {
        title: 'Row counts of both primaries',
        script: sql('SELECT relname, n_live_tup\n  FROM pg_stat_user_tables\n ORDER BY relname;', {
          where: 'On both primaries, while writes are stopped.',
          witness: null,
        }),
        expect: null,
        reason: 'The two answers must be equal.',
      },
    ],
    smoke: ['Log in.', 'Place an order and see it in the warehouse.'],
    stages: [],
  },
  rollback: {
    pointOfNoReturn: null,
    phases: [
      {
        stage: 'switch',
        trigger: ['Error rate above 1 % at any share.', 'p95 latency above 500 ms.'],
        decides: 'Priya (platform)',
        estimate: '10 minutes, the TTL and the promotion included',
        steps: [
          { title: 'Stop writes at the new site', script: null },
          {
            title: 'Promote the old primary',
            script: sql('ALTER SUBSCRIPTION to_fra DISABLE;', { witness: null }),
          },
          { title: 'Set the share to 0', script: shell('bin/traffic share 0') },
        ],
        recovery: [
          {
            title: 'Copy attachments written since the start back',
            script: shell('rclone copy fsn:attachments old:attachments --max-age 48h'),
          },
        ],
      },
    ],
    tree: TREE,
  },
  timeline: [
    {
      from: 0,
      to: 2,
      title: 'TTL, VPN, certificates',
      stage: 'preparation',
      items: ['Lower the TTL.'],
      gate: null,
    },
    {
      from: 3,
      to: 6,
      title: 'Replicate and copy',
      stage: 'expand',
      items: ['350 GB at about 2 TB a day.'],
      gate: 'Go for the window',
    },
    {
      from: 7,
      to: 8,
      title: 'Promote, then move the traffic',
      stage: 'switch',
      items: ['Sunday 02:00 UTC: 10 minutes without writes.'],
      gate: null,
    },
    {
      from: 9,
      to: 22,
      title: 'The old site follows',
      stage: 'bake',
      items: [],
      gate: 'Go for switching off',
    },
    { from: 23, to: 24, title: 'Switch the old site off', stage: 'contract', items: [], gate: null },
  ],
  metrics: [],
  communication: {
    stakeholders: [{ name: 'Warehouse', channel: 'phone', when: 'a week before, and on the night' }],
    responsibilities: [],
    customers: 'No orders for at most 10 minutes.',
    incident: 'status.shop.example, written by the on-call engineer.',
    window: '2026-12-05 02:00 UTC, for 60 minutes',
  },
  antiPatterns: [],
  checklist: [],
  openQuestions: [
    { question: 'Which reports read the old replica?', answer: '`dependencies` in the brief', holds: null },
  ],
};
