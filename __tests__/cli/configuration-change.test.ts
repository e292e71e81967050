import { afterAll, expect, test } from '@jest/globals';
import { buildAction } from '../action/run-action.ts';
import { createCheckout, removeFolders, type Checkout } from '../git/checkout.ts';
import { CUSTOMERS, PHONE } from './history.ts';
import { runHoldpoint } from './run-holdpoint.ts';

buildAction();
afterAll(removeFolders);

const BASE = 'rules:\n  drop-in-use: { severity: block }\nwho: { accept: [admin] }\n';

/** A branch that edits the configuration, with a migration or without. */
function edited(yaml: string, files: Readonly<Record<string, string>> = {}): Checkout {
  const checkout = createCheckout();
  checkout.commit({ 'db/migrations/0001_customers.sql': CUSTOMERS, '.holdpoint.yml': BASE });
  checkout.git('switch', '--quiet', '--create', 'edit');
  checkout.commit({ '.holdpoint.yml': yaml, ...files });
  return checkout;
}

test.concurrent.each([
  ['with a migration', { 'db/migrations/0002_phone.sql': PHONE }],
  ['alone', {}],
])('an edit of the configuration is reported with what differs: %s', async (_how, files) => {
  const yaml = 'rules:\n  drop-in-use: { severity: note }\nwho: { accept: [write, "@acme/dba"] }\n';
  const { code, stdout } = await runHoldpoint(['review'], { cwd: edited(yaml, files).folder });
  const words = stdout.replace(/\s+/g, ' ');

  expect(code).toBe(0);
  expect(words).toContain('Configuration: This change edits .holdpoint.yml;');
  expect(words).toContain('drop-in-use from block to note');
  expect(words).toContain('who may accept from admin to write, @acme/dba');
});

test.concurrent('an edit without effect says so', async () => {
  const { stdout } = await runHoldpoint(['review'], { cwd: edited(`# a word\n${BASE}`).folder });

  expect(stdout.replace(/\s+/g, ' ')).toContain('Nothing differs in effect.');
});

test.concurrent('a configuration that stays says nothing', async () => {
  const checkout = edited(BASE, { 'db/migrations/0002_phone.sql': PHONE });
  const { stdout } = await runHoldpoint(['review'], { cwd: checkout.folder });

  expect(stdout).not.toContain('Configuration');
});
