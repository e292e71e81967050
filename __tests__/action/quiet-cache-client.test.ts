import { expect, test } from '@jest/globals';
import { error, notice, warning } from '@actions/core';
import { withoutComplaints } from '../../src/adapters/runner/quiet-cache-client.ts';

/** What is written to the standard output while `work` runs. */
async function written(work: () => Promise<void>): Promise<string> {
  const pieces: string[] = [];
  const out = process.stdout;
  const before = Object.getOwnPropertyDescriptor(out, 'write');
  out.write = (piece: string | Uint8Array) => {
    pieces.push(piece.toString());
    return true;
  };
  try {
    await work();
  } finally {
    if (before === undefined) Reflect.deleteProperty(out, 'write');
    else Object.defineProperty(out, 'write', before);
  }
  return pieces.join('');
}

test("GitHub's client of the cache complains in plain lines, and only it, and only while it works", async () => {
  const text = await written(async () => {
    await Promise.all([
      withoutComplaints(async () => {
        warning('Failed to save: (403) Forbidden');
        await Promise.resolve();
        error('Failed to restore: (500) Internal');
      }),
      withoutComplaints(() => Promise.resolve()),
    ]);
    await withoutComplaints(async () => {
      await Promise.resolve();
      notice('Reviewed.');
    });
    warning('Failed to save: the report');
  });

  expect(text.split('\n')).toEqual([
    'Cache: Failed to save: (403) Forbidden',
    'Cache: Failed to restore: (500) Internal',
    '::notice::Reviewed.',
    '::warning::Failed to save: the report',
    '',
  ]);
});
