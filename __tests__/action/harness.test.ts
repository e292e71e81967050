import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { workflowCommands } from './workflow-commands.ts';

test('the network is really denied to the spawned action', () => {
  const deny = `--import=${pathToFileURL(resolve('__tests__/action/deny-network.mjs')).href}`;
  const result = spawnSync(process.execPath, [deny, '-e', 'fetch("http://192.0.2.1/").catch(() => {})'], {
    encoding: 'utf8',
  });
  expect(result.status).toBe(99);
  expect(result.stderr).toContain('NETWORK DENIED: 192.0.2.1');
});

test('commands are read as the runner reads them', () => {
  const output = [
    'plain ::error::not at the start',
    '::error title=A%2C b,file=x.sql::first%0Asecond',
    '::stop-commands::abc',
    '::set-output name=verdict::go',
    '##[error]old form',
    '::abc::',
    'text ##[warning]old form',
  ].join('\n');
  expect(workflowCommands(output)).toEqual([
    { name: 'error', properties: { title: 'A, b', file: 'x.sql' }, message: 'first\nsecond' },
    { name: 'warning', properties: {}, message: 'old form' },
  ]);
});
