import { symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect, test } from '@jest/globals';
import { buildAction } from '../action/run-action.ts';
import { createCheckout, removeFolders } from '../git/checkout.ts';
import { CUSTOMERS } from './history.ts';
import { runHoldpoint } from './run-holdpoint.ts';

buildAction();
afterAll(removeFolders);

test('a migration in JavaScript is a hold that names file and framework', async () => {
  const checkout = createCheckout();
  checkout.commit({ 'README.md': '' });
  checkout.git('checkout', '--quiet', '-b', 'change');
  checkout.commit({ 'migrations/1_drop.js': 'exports.up = (knex) => knex.schema.dropTable("a");\n' });
  const { code, stdout } = await runHoldpoint(['review', '--base', 'main'], { cwd: checkout.folder });

  expect(code).toBe(2);
  expect(stdout).toMatch(/^HOLD\n/);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('migrations/1_drop.js is a migration of Knex');
});

test('a link that leads nowhere is a hold and no syntax error', async () => {
  const checkout = createCheckout();
  checkout.commit({ 'migrations/0001_customers.sql': CUSTOMERS });
  checkout.git('checkout', '--quiet', '-b', 'change');
  symlinkSync('/nowhere/0002.sql', join(checkout.folder, 'migrations/0002_link.sql'));
  checkout.commit({});
  const { code, stdout } = await runHoldpoint(['review', '--base', 'main'], { cwd: checkout.folder });

  expect(code).toBe(2);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('migrations/0002_link.sql is a link that leads');
  expect(stdout).not.toContain('syntax error');
});
