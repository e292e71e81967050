import type { Runbook } from '../../../src/model/runbook.ts';
import { shell, step } from './pieces.ts';

const STAGING_ON =
  'flagctl set mail.share 10 --environment production\nflagctl get mail.share --environment production';

/** Mail goes out by another provider; no SQL, no point of no return before the old account is closed. */
export const PROVIDER_SWITCH: Runbook = {
  title: 'Send mail with Amazon SES instead of Postmark',
  kind: 'provider',
  summary: [
    'Transactional mail moves from Postmark to Amazon SES before the Postmark contract ends.',
    'Both providers are configured all the time; the share of mail that SES sends grows from 1 to 100 percent.',
    'Bounces and complaints arrive by other webhooks and in another format, so both are read until the old one is quiet.',
    'Everything can be taken back by one flag until the Postmark account is closed.',
  ],
  current: {
    subjects: [
      {
        subject: 'External service',
        detail: 'Postmark, server `shop-transactional`, 1.2 million messages a month.',
      },
      {
        subject: 'Application code',
        detail: '`mailer/postmark_client.ts` and the webhook `/hooks/postmark`.',
      },
    ],
    scale: [
      { what: 'Messages', value: '40,000 a day, at most 90 a second', source: 'brief' },
      { what: 'Uptime', value: 'password mails within 2 minutes', source: 'brief' },
    ],
    estimates: [],
    dependencies: [
      { kind: 'external', name: 'support-inbox', detail: 'replies are parsed by `inbound.postmarkapp.com`' },
      { kind: 'job', name: 'daily-digest', detail: 'sends 22,000 messages at 06:00 UTC' },
    ],
    components: [
      {
        component: 'Background workers',
        affected: 'yes',
        impact: 'the mail queue picks a provider for each message',
        effort: '2 days',
      },
      {
        component: 'Reports and analytics',
        affected: 'yes',
        impact: 'open rates come from another source',
        effort: '1 day',
      },
      { component: 'Frontend pages', affected: 'no', impact: '', effort: '' },
    ],
  },
  target: {
    rows: [{ current: 'Postmark', target: 'Amazon SES, `eu-central-1`', action: 'run both, move the share' }],
    differences: [
      {
        group: 'API compatibility',
        current: '`POST /email`, one message',
        target: '`SendEmail` v2, signed',
        action: 'one interface `Mailer`, two clients',
      },
      {
        group: 'API compatibility',
        current: '422 for a suppressed address',
        target: '200, then a bounce event',
        action: 'ask the suppression list before sending',
      },
      {
        group: 'Data formats',
        current: '`RecordType: Bounce`',
        target: '`eventType: Bounce` inside of an SNS envelope',
        action: 'read both into `mail_events`',
      },
      {
        group: 'Webhooks',
        current: '`/hooks/postmark`',
        target: '`/hooks/ses`',
        action: 'keep both until day 30',
      },
      {
        group: 'DNS',
        current: '`pm._domainkey.shop.example`',
        target: 'three `_domainkey` CNAMEs of SES',
        action: 'add on day 0; remove the old one in contract',
      },
    ],
  },
  phases: [
    {
      stage: 'expand',
      code: 'Sends with Postmark, reads events of both.',
      what: 'SES is configured, verified and out of its sandbox; nothing is sent with it.',
      delivery: 'this pull request',
      steps: [
        step('Verify the domain and add the DKIM records', {
          script: shell(
            'aws sesv2 create-email-identity --email-identity shop.example --region eu-central-1\naws sesv2 get-email-identity --email-identity shop.example --region eu-central-1 \\\n  --query DkimAttributes.Status',
          ),
          check: 'The status is `SUCCESS`.',
        }),
        step('Make the credential `SES_SMTP_KEY` and put it into the vault', {
          check: 'The worker starts with it.',
        }),
      ],
      backfills: [],
      gate: {
        decides: '@maria',
        go: ['DKIM and SPF pass at mail-tester.', 'Quota is at least 150 messages a second.'],
        rollback: [],
      },
    },
    {
      stage: 'migrate',
      code: 'Sends a share with SES.',
      what: 'The share grows: 1, 10, 50 percent; the suppression list is copied.',
      delivery: 'code only',
      steps: [
        step('Copy 18,204 suppressed addresses', { check: 'Both lists have the same length.' }),
        step('Send 10 percent', {
          script: shell(STAGING_ON, { witness: 'Run on staging on 2026-11-24.' }),
          check: 'Bounce rate within 0.2 points of Postmark.',
        }),
      ],
      backfills: [],
      gate: {
        decides: '@maria',
        go: ['Bounce rate below 2 %.', 'Complaint rate below 0.05 %.'],
        rollback: ['Bounce rate above 5 % for 15 minutes.', 'SES pauses the account.'],
      },
    },
    {
      stage: 'switch',
      code: 'Sends all with SES; Postmark stays configured.',
      what: 'All mail goes out by SES; Postmark takes over by the flag.',
      delivery: 'code only',
      steps: [
        step('Send 100 percent, after the daily digest', {
          check: 'A password mail arrives within 2 minutes.',
        }),
      ],
      backfills: [],
      gate: {
        decides: '@maria',
        go: ['14 days without a fallback.'],
        rollback: ['Password mails take longer than 2 minutes.'],
      },
    },
    {
      stage: 'contract',
      code: 'Knows only SES.',
      what: 'Flag, client and webhook of Postmark are removed; `POSTMARK_TOKEN` is revoked.',
      delivery: 'a later pull request',
      steps: [
        step('Export the message history of Postmark'),
        step('Revoke `POSTMARK_TOKEN` and close the account', { check: 'The worker starts without it.' }),
      ],
      backfills: [],
      gate: { decides: '@maria', go: ['No event at `/hooks/postmark` for 7 days.'], rollback: [] },
    },
  ],
  validation: {
    before: [
      {
        title: 'SES is out of its sandbox',
        script: shell('aws sesv2 get-account --region eu-central-1 --query ProductionAccessEnabled'),
        expect: 'true',
        reason: 'In the sandbox only verified addresses receive mail.',
      },
    ],
    after: [],
    smoke: [
      'Reset a password at Gmail, Outlook and GMX.',
      'Answer a mail and see it in the support inbox.',
      'Bounce one on purpose and see it in `mail_events`.',
    ],
    stages: [
      {
        stage: 'integration',
        environment: 'local',
        data: 'SES simulator addresses',
        duration: 'minutes',
        gate: 'all pass',
      },
      {
        stage: 'staging full run',
        environment: 'staging',
        data: 'mail of the staff',
        duration: '1 day',
        gate: 'smoke tests pass',
      },
    ],
  },
  rollback: {
    pointOfNoReturn: {
      stage: 'contract',
      place: 'contract, step 2',
      what: 'Closing the Postmark account ends the fallback and its message history',
      lost: ['message history of Postmark'],
    },
    phases: [
      {
        stage: 'migrate',
        trigger: ['Bounce rate above 5 % for 15 minutes.', 'SES pauses the account.'],
        decides: '@maria',
        estimate: 'about 1 minute, one flag',
        steps: [
          {
            title: 'Send everything with Postmark',
            script: shell('flagctl set mail.share 0 --environment production'),
          },
          {
            title: 'Send again what SES refused',
            script: shell('bin/mail-queue retry --provider postmark --since "$STARTED"'),
          },
          { title: 'Tell `#shop-backend` and support', script: null },
        ],
        recovery: [],
      },
    ],
    tree: {
      question: 'Is something wrong?',
      answers: [
        {
          answer: 'mail bounces',
          then: {
            question: 'Is it one receiving provider?',
            answers: [
              { answer: 'yes', then: { action: 'Exclude its domain from the share, ask SES support.' } },
              { answer: 'all of them', then: { action: 'Set `mail.share` to 0.' } },
            ],
          },
        },
        {
          answer: 'mail is late',
          then: {
            question: 'Is the quota used up?',
            answers: [
              { answer: 'yes', then: { action: 'Halve the share, raise the quota.' } },
              { answer: 'no', then: { action: 'Set `mail.share` to 0.' } },
            ],
          },
        },
        { answer: 'events are missing', then: { action: 'Replay them from the SNS dead-letter queue.' } },
      ],
    },
  },
  timeline: [
    {
      from: 0,
      to: 1,
      title: 'DNS, quota, credentials',
      stage: 'preparation',
      items: ['Add the DKIM records.', 'Ask for production access.'],
      gate: null,
    },
    {
      from: 2,
      to: 2,
      title: 'Deploy both clients',
      stage: 'expand',
      items: ['Events of both are read.'],
      gate: 'Go for the first percent',
    },
    { from: 3, to: 3, title: '1 percent', stage: 'migrate', items: ['Watch bounces.'], gate: null },
    { from: 4, to: 6, title: '10 percent', stage: 'migrate', items: ['Compare with Postmark.'], gate: null },
    {
      from: 7,
      to: 9,
      title: '50 percent',
      stage: 'migrate',
      items: ['The daily digest goes half and half.'],
      gate: 'Go for all',
    },
    { from: 10, to: 10, title: '100 percent', stage: 'switch', items: ['Smoke tests.'], gate: null },
    {
      from: 11,
      to: 29,
      title: 'Postmark stays as fallback',
      stage: 'bake',
      items: ['Watch `/hooks/postmark` become quiet.'],
      gate: 'Go for the contract',
    },
    {
      from: 30,
      to: 31,
      title: 'Remove Postmark',
      stage: 'contract',
      items: ['Export, revoke, close.'],
      gate: null,
    },
  ],
  metrics: [
    {
      id: 'bounce-rate',
      metric: 'Bounce rate',
      normal: '< 2 %',
      alert: '> 5 %',
      action: 'set `mail.share` to 0',
    },
    { id: 'queue-depth', metric: 'Mail queue', normal: '< 100', alert: '> 1000', action: 'halve the share' },
  ],
  communication: {
    stakeholders: [{ name: 'Support', channel: '#support-leads', when: 'Day 0, Day 10' }],
    responsibilities: [{ task: 'DNS', who: '@omar' }],
    customers: 'Mails come from the same address; `mailed-by` shows `amazonses.com`.',
    incident: null,
    window: null,
  },
  antiPatterns: [],
  checklist: [
    {
      id: 'staging-tested',
      text: 'Tested on staging with a copy of production',
      state: 'open',
      evidence: 'nobody has attested it',
      digest: '0000000000000001',
    },
    {
      id: 'go-no-go',
      text: 'Go/no-go criteria defined for each phase',
      state: 'proved',
      evidence: 'all four phases have some',
      digest: '0000000000000002',
    },
  ],
  openQuestions: [],
};
