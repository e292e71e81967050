import type { RollbackPlan } from '../../../src/model/runbook.ts';
import { shell, sql } from './pieces.ts';

export const RENAME_ROLLBACK: RollbackPlan = {
  pointOfNoReturn: {
    stage: 'contract',
    place: '0043_drop_email.sql:3',
    what: 'Dropping `users.email` destroys its values',
    lost: ['users.email'],
  },
  phases: [
    {
      stage: 'expand',
      trigger: ['Any write of `users` fails because of the trigger.'],
      decides: '@jane',
      estimate: 'less than a minute, no data moves',
      steps: [
        {
          title: 'Drop the trigger, the index and the column',
          script: sql(
            'DROP TRIGGER users_keep_email_equal ON users;\nDROP FUNCTION users_keep_email_equal();\nDROP INDEX CONCURRENTLY users_email_address_key;\nALTER TABLE users DROP COLUMN email_address;',
            { witness: 'Ran here after the phase: schema and rows came back.' },
          ),
        },
        { title: 'Tell `#shop-backend`', script: null },
      ],
      recovery: [],
    },
    {
      stage: 'migrate',
      trigger: ['More than 10 rows are skipped.', 'Standby lag above 60 seconds.'],
      decides: '@jane',
      estimate: 'less than a minute',
      steps: [{ title: 'Stop the walk: press Ctrl-C in its session; what is copied may stay', script: null }],
      recovery: [],
    },
    {
      stage: 'switch',
      trigger: ['p95 latency of `/api/account` above 500 ms.'],
      decides: '@jane',
      estimate: 'about 6 minutes, one deployment',
      steps: [
        {
          title: 'Deploy with `READ_EMAIL_ADDRESS=0`',
          script: shell(
            'kubectl set env deployment/shop-api READ_EMAIL_ADDRESS=0\nkubectl rollout status deployment/shop-api --timeout=10m',
            { where: 'On a workstation, in the context `shop-production`.' },
          ),
        },
        {
          title: 'See that the old column is current: the trigger has kept it equal',
          script: sql('SELECT count(*) FROM users WHERE email IS DISTINCT FROM email_address;'),
        },
        { title: 'Write down what happened', script: null },
      ],
      recovery: [],
    },
    {
      stage: 'contract',
      trigger: ['Code that reads `users.email` was found.'],
      decides: null,
      estimate: 'about 40 minutes',
      steps: [
        {
          title: 'Make the column again and fill it from the new one',
          script: sql(
            'ALTER TABLE users ADD COLUMN email text;\nUPDATE users SET email = email_address WHERE id BETWEEN 1 AND 1000; -- and on in batches',
          ),
        },
      ],
      recovery: [
        {
          title: 'Values that differed: restore `users` from the snapshot beside the live table',
          script: shell('pg_restore --table=users --dbname=shop_restored pre-email-rename.dump'),
        },
      ],
    },
  ],
  tree: {
    question: 'Is something wrong?',
    answers: [
      {
        answer: 'data wrong',
        then: {
          question: 'Can a patch script fix it?',
          answers: [
            {
              answer: 'yes',
              then: { action: 'Fix forward: copy `email` to `email_address` for the rows that differ.' },
            },
            { answer: 'widespread', then: { action: 'Roll back the phase; the old column is current.' } },
          ],
        },
      },
      {
        answer: 'slow',
        then: {
          question: 'Is an index missing or invalid?',
          answers: [
            { answer: 'yes', then: { action: 'Build `users_email_address_key` again, concurrently.' } },
            { answer: 'no', then: { action: 'Deploy with `READ_EMAIL_ADDRESS=0`.' } },
          ],
        },
      },
      {
        answer: 'application errors',
        then: {
          question: 'Is it one endpoint?',
          answers: [
            { answer: 'yes', then: { action: 'Fix it and deploy.' } },
            {
              answer: 'widespread',
              then: { action: 'Deploy the code before it: it runs on the new schema.' },
            },
          ],
        },
      },
      {
        answer: 'CRM export broken',
        then: { action: 'Put the view `active_users` back over `email` until day 14.' },
      },
    ],
  },
};
