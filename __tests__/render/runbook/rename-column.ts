import type { Runbook } from '../../../src/model/runbook.ts';
import { RENAME_PHASES } from './rename-column-phases.ts';
import { RENAME_ROLLBACK } from './rename-column-rollback.ts';
import { sql } from './pieces.ts';

/** `users.email` becomes `users.email_address`, with 4.8 million rows to copy. */
export const RENAME_COLUMN: Runbook = {
  title: 'Rename `users.email` to `users.email_address`',
  kind: 'database',
  summary: [
    'The column `users.email` is renamed to `users.email_address` in three migrations and two deployments, because the billing export expects the new name.',
    'Old and new code run side by side all the time: a trigger keeps both columns equal while 4,812,330 rows are copied in batches.',
    'No statement blocks reads or writes of `users` for longer than a second.',
    'The old column is dropped after 10 days of bake; from then on its values come back only from the snapshot.',
  ],
  current: {
    subjects: [
      {
        subject: 'Schema',
        detail: 'Column `email` of `users`, its unique index `users_email_key` and the view `active_users`.',
      },
      { subject: 'Data', detail: '4,812,330 values of `users.email`, none of them null.' },
      {
        subject: 'Application code',
        detail: '14 places that read it and 3 that write it, in `app/` and `workers/`.',
      },
    ],
    scale: [
      { what: 'Rows of `users`', value: '4,812,330', source: '`.holdpoint/stats.json` of 2026-11-20' },
      {
        what: 'Size of `users`',
        value: '1.4 GB, with indexes 2.1 GB',
        source: '`.holdpoint/stats.json` of 2026-11-20',
      },
      { what: 'Active users', value: 'about 310,000 a day', source: 'brief' },
      { what: 'Uptime', value: '99.9 %', source: 'brief' },
    ],
    estimates: RENAME_PHASES.flatMap(({ steps }) => steps.flatMap(({ estimate }) => estimate ?? [])),
    dependencies: [
      { kind: 'reader', name: 'app/models/user.rb:12', detail: 'validates and normalizes `email`' },
      { kind: 'reader', name: 'app/views/admin/users/_row.html.erb:4', detail: 'shows it' },
      {
        kind: 'writer',
        name: 'app/controllers/accounts_controller.rb:31',
        detail: 'changes it after confirmation',
      },
      { kind: 'writer', name: 'workers/import_customers.rb:58', detail: 'inserts users of partners' },
      { kind: 'job', name: 'nightly-crm-export', detail: 'reads the view `active_users` at 02:00 UTC' },
      { kind: 'cache', name: 'session:user:*', detail: 'holds the address for 24 hours' },
    ],
    components: [
      {
        component: 'Backend API routes',
        affected: 'yes',
        impact: '3 routes return `email`',
        effort: '1 day',
      },
      {
        component: 'Frontend pages',
        affected: 'yes',
        impact: 'account page and admin list',
        effort: 'half a day',
      },
      {
        component: 'Background workers',
        affected: 'yes',
        impact: '`import_customers` writes it',
        effort: 'half a day',
      },
      {
        component: 'External integrations',
        affected: 'yes',
        impact: 'CRM export',
        effort: 'none, the view keeps its column',
      },
      { component: 'Reports and analytics', affected: 'no', impact: '', effort: '' },
      { component: 'Mobile app', affected: 'unknown', impact: '', effort: '' },
    ],
  },
  target: {
    rows: [
      {
        current: '`users.email text NOT NULL`',
        target: '`users.email_address text NOT NULL`',
        action: 'add new, copy, switch, drop',
      },
      {
        current: '`users_email_key` UNIQUE (`email`)',
        target: '`users_email_address_key` UNIQUE (`email_address`)',
        action: 'build concurrently, then attach',
      },
      {
        current: 'view `active_users` over `email`',
        target: 'view `active_users` over `email_address AS email`',
        action: 'replace before the drop',
      },
    ],
    differences: [],
  },
  phases: RENAME_PHASES,
  validation: {
    before: [
      {
        title: 'Addresses that differ only in case',
        script: sql(
          'SELECT count(*)\n  FROM (SELECT lower(email) FROM users GROUP BY 1 HAVING count(*) > 1) AS twice;',
          {
            where: 'On the standby `shop-db-2`, as `shop_reader`.',
          },
        ),
        expect: '0',
        reason: 'The new unique index would refuse them in code that compares without case.',
      },
    ],
    after: [
      {
        title: 'Rows in which old and new differ',
        script: sql('SELECT count(*)\n  FROM users\n WHERE email IS DISTINCT FROM email_address;'),
        expect: '0',
        reason: 'Trigger and backfill must have reached every row.',
      },
      {
        title: 'Ordered checksum of both columns',
        script: sql(
          "SELECT md5(string_agg(md5(email), '' ORDER BY id)) AS old,\n       md5(string_agg(md5(email_address), '' ORDER BY id)) AS new\n  FROM users;",
        ),
        expect: null,
        reason: 'One answer for the table as a whole, row by row.',
      },
      {
        title: 'Invalid or unfinished indexes',
        script: sql('SELECT indexrelid::regclass\n  FROM pg_index\n WHERE NOT indisvalid;'),
        expect: 'no row',
        reason: 'A concurrent build that was interrupted leaves one behind.',
      },
    ],
    smoke: [
      'Log in with an address, and with the same address in capital letters.',
      'Change the address of an account and confirm it.',
      'Search the admin list for an address.',
      'Run `nightly-crm-export` by hand and compare its row count with that of the last night.',
    ],
    stages: [
      { stage: 'unit', environment: 'local', data: 'mock', duration: 'minutes', gate: 'all pass' },
      {
        stage: 'integration',
        environment: 'local',
        data: 'seed data',
        duration: 'minutes',
        gate: 'all pass',
      },
      {
        stage: 'staging dry run',
        environment: 'staging',
        data: 'copy of production',
        duration: '3 hours',
        gate: 'counts match',
      },
      {
        stage: 'staging full run',
        environment: 'staging',
        data: 'copy of production',
        duration: '3 hours',
        gate: 'smoke tests pass',
      },
      {
        stage: 'production expand',
        environment: 'production',
        data: 'live',
        duration: '1 day',
        gate: 'both columns receive writes',
      },
      {
        stage: 'production migrate',
        environment: 'production',
        data: 'live',
        duration: '2.7 hours',
        gate: 'backfill complete',
      },
      {
        stage: 'production switch',
        environment: 'production',
        data: 'live',
        duration: '1 day',
        gate: 'reads of the new column are right',
      },
      {
        stage: 'production contract',
        environment: 'production',
        data: 'live',
        duration: 'minutes',
        gate: 'the old column is gone',
      },
    ],
  },
  rollback: RENAME_ROLLBACK,
  timeline: [
    {
      from: 0,
      to: 0,
      title: 'Prepare',
      stage: 'preparation',
      items: [
        'Take the snapshot `pre-email-rename`.',
        'Tell `#shop-backend` and `@support-leads`.',
        'Run the rollback of every phase on staging.',
      ],
      gate: null,
    },
    {
      from: 1,
      to: 1,
      title: 'Add the column, the trigger and the index',
      stage: 'expand',
      items: ['Run `0041_add_email_address.sql`.', 'See that both columns receive writes for 24 hours.'],
      gate: 'Go for the backfill',
    },
    {
      from: 2,
      to: 2,
      title: 'Copy 4,812,330 rows',
      stage: 'migrate',
      items: ['Run the backfill, about 2.7 hours.', 'Compare counts, spot-check 100 rows.'],
      gate: 'Go for the switch',
    },
    {
      from: 3,
      to: 3,
      title: 'Deploy code that reads `email_address`',
      stage: 'switch',
      items: ['Watch error rate and p95 latency.', 'Run the smoke tests.'],
      gate: null,
    },
    {
      from: 4,
      to: 13,
      title: 'Both columns stay equal',
      stage: 'bake',
      items: ['Compare both columns every morning.'],
      gate: 'Go for the contract',
    },
    {
      from: 14,
      to: null,
      title: 'Drop `users.email`',
      stage: 'contract',
      items: ['Run `0043_drop_email.sql`.', 'Remove the dual write and its flag.'],
      gate: null,
    },
  ],
  metrics: [
    {
      id: 'error-rate',
      metric: 'Error rate',
      normal: '< 0.1 %',
      alert: '> 1 %',
      action: 'pause and investigate',
    },
    {
      id: 'p95-latency',
      metric: 'p95 latency of `/api/account`',
      normal: '< 200 ms',
      alert: '> 500 ms',
      action: 'check query plans',
    },
    {
      id: 'db-cpu',
      metric: 'CPU of `shop-db-1`',
      normal: '< 60 %',
      alert: '> 80 %',
      action: 'smaller batches',
    },
    { id: 'row-count-delta', metric: 'Rows that differ', normal: '0', alert: '> 0', action: 'investigate' },
  ],
  communication: {
    stakeholders: [
      { name: 'Support', channel: '#support-leads', when: 'Day 0 and Day 14' },
      { name: 'CRM team', channel: 'crm@example.com', when: 'Day 0' },
    ],
    responsibilities: [
      { task: 'backfill', who: '@jane' },
      { task: 'on call', who: '@omar' },
      { task: 'CRM export', who: '@li-wei' },
    ],
    customers: 'Nothing.',
    incident: '@omar posts in #incidents within 10 minutes.',
    window: null,
  },
  antiPatterns: [
    {
      pattern: 'All rows at once',
      found: '`UPDATE users SET email_address = email` at `0042_backfill.sql:3`',
      instead: 'cursor-based batches, as in the backfill below phase migrate',
    },
  ],
  checklist: [
    {
      id: 'current-documented',
      text: 'Current state documented',
      state: 'proved',
      evidence: 'chapter 1',
      digest: '0000000000000001',
    },
    {
      id: 'target-documented',
      text: 'Target state documented',
      state: 'proved',
      evidence: 'chapter 2',
      digest: '0000000000000002',
    },
    {
      id: 'code-paths',
      text: 'All affected code paths identified',
      state: 'proved',
      evidence: '17 references in 11 files',
      digest: '0000000000000003',
    },
    {
      id: 'scripts-tested',
      text: 'Migration scripts written and tested locally',
      state: 'proved',
      evidence: '11 statements ran on `pglite 18.6`',
      digest: '0000000000000004',
    },
    {
      id: 'staging-tested',
      text: 'Tested on staging with a copy of production',
      state: 'open',
      evidence: 'nobody has attested it',
      digest: '0000000000000005',
    },
    {
      id: 'rollback-tested',
      text: 'Rollback documented and tested',
      state: 'failed',
      evidence: 'the down file of `0043_drop_email.sql` leaves `users.email` empty',
      digest: '0000000000000006',
    },
    {
      id: 'snapshot-scheduled',
      text: 'Snapshot scheduled before execution',
      state: 'open',
      evidence: 'nobody has attested it',
      digest: '0000000000000007',
    },
    {
      id: 'on-call',
      text: 'On-call engineer assigned for the window',
      state: 'proved',
      evidence: '`@omar`',
      digest: '0000000000000008',
    },
  ],
  openQuestions: [
    {
      question: 'Who decides on the contract phase?',
      answer: 'criteria.contract.decides',
      holds: 'A drop without a decision maker is not begun.',
    },
    { question: 'Does the mobile app read `email` from `/api/account`?', answer: 'components', holds: null },
  ],
};
