import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderCache } from '../../src/adapters/files/folder-cache.ts';
import { postgres } from '../../src/dialects/postgres/index.ts';
import type { Migration } from '../../src/model/migration.ts';
import type { ProjectChange } from '../../src/model/project.ts';
import type { Rehearsal } from '../../src/model/rehearsal.ts';
import { openAndRehearse } from '../../src/rehearse/open-and-rehearse.ts';
import { removeFolders, temporaryFolder } from '../git/checkout.ts';

const LIMITS = { deadline: 240_000, statementDeadline: 20_000, memory: 2 ** 30 };

afterAll(removeFolders);

let folder: string;
let steps: string[];

beforeEach(() => {
  folder = temporaryFolder();
  steps = [];
});

function migration(version: string, text: string): Migration {
  const path = `${version}.sql`;
  const up = { path, text, defect: null };
  const rest = { transaction: 'per-migration', transactionIs: 'stated', checksum: '' } as const;
  return { version, name: '', path, up, down: null, ...rest };
}

/** Long enough to be worth keeping, with a statement that fails and a role that has to be made up. */
function base(filler = 'filler'): Migration[] {
  const tables = Array.from({ length: 12 }, (_, n) =>
    migration(
      `${1000 + n}`,
      `-- ${filler.repeat(300)}\nCREATE TABLE t${n} (id bigint PRIMARY KEY, note text);`,
    ),
  );
  const odd = 'INSERT INTO nowhere VALUES (1);\nGRANT SELECT ON t1 TO somebody;\nUPDATE t2 SET note = NULL;';
  return [...tables, migration('2000', odd)];
}

function change(shipped: readonly Migration[], presupposed: readonly string[] = []): ProjectChange {
  const added = migration('3000', 'ALTER TABLE t1 ADD COLUMN extra int NOT NULL DEFAULT 0;');
  const project = { path: '.', dialect: 'postgres', layout: 'one-file', layoutReason: '' } as const;
  const presuppose = { schemas: presupposed, roles: [], extensions: [] };
  const rest = { bringsDownFiles: false, serverVersion: null, transaction: null, presupposed: presuppose };
  const head = [{ status: 'added', migration: added, was: null }] as const;
  return { project: { ...project, ...rest }, base: shipped, head, faults: [] };
}

function rehearse(what: ProjectChange, cached = true): Promise<Rehearsal> {
  const progress = { step: (text: string) => void steps.push(text) };
  const means = { limits: LIMITS, server: null, cache: cached ? folderCache(folder) : null };
  return openAndRehearse(what, postgres, means, progress);
}

/** All that was seen but for the engine's own numbers, which are never compared between two runs. */
function seen(rehearsal: Rehearsal): unknown {
  const text = JSON.stringify(rehearsal, (key, value: unknown) => {
    if (value instanceof Map) return [...(value as Map<unknown, unknown>)];
    return key === 'id' ? undefined : value;
  });
  return JSON.parse(text);
}

function entries(): string[] {
  return readdirSync(folder).sort();
}

function replays(): number {
  return steps.filter((step) => step.startsWith('Replaying')).length;
}

test('what is seen is the same with a base that was kept, and it is not replayed', async () => {
  const without = await rehearse(change(base()), false);
  const first = await rehearse(change(base()));
  const second = await rehearse(change(base()));

  expect(seen(first)).toEqual(seen(without));
  expect(seen(second)).toEqual(seen(without));
  expect(replays()).toBe(2);
  expect(entries()).toHaveLength(1);
  expect(second.base.failures.map(({ migration: { path }, line }) => `${path}:${line}`)).toEqual([
    '2000.sql:1',
  ]);
  expect(second.base.standIns).toEqual(['the role `somebody`']);
});

describe('a base is replayed again', () => {
  test.each([
    ['one of its migrations is another', change(base('other'))],
    ['something else is presupposed', change(base(), ['sales'])],
  ])('when %s', async (_, other) => {
    await rehearse(change(base()));
    const again = await rehearse(other);

    expect(replays()).toBe(2);
    expect(entries()).toHaveLength(2);
    expect(seen(again)).toEqual(seen(await rehearse(other, false)));
  });

  test.each([
    [
      'cut off',
      (path: string) => {
        truncateSync(path, 5000);
      },
    ],
    [
      'changed',
      (path: string) => {
        flipByte(path);
      },
    ],
    [
      'empty',
      (path: string) => {
        writeFileSync(path, '');
      },
    ],
    [
      'of another base',
      (path: string) => {
        writeFileSync(path, otherEntry(path));
      },
    ],
  ])('when the entry is %s; then it is written anew', async (_, spoil) => {
    const first = seen(await rehearse(change(base())));
    const [entry = ''] = entries();
    const size = statSync(join(folder, entry)).size;
    spoil(join(folder, entry));

    expect(seen(await rehearse(change(base())))).toEqual(first);
    expect(replays()).toBe(2);
    expect(statSync(join(folder, entry)).size).toBe(size);
    expect(seen(await rehearse(change(base())))).toEqual(first);
    expect(replays()).toBe(2);
  });
});

test('a short base is not kept', async () => {
  await rehearse(change([migration('1000', 'CREATE TABLE t1 (id int);')]));

  expect(entries()).toEqual([]);
});

function flipByte(path: string): void {
  const bytes = readFileSync(path);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

/** A sound entry that belongs to another key. */
function otherEntry(path: string): Uint8Array {
  const bytes = readFileSync(path);
  return Buffer.concat([Buffer.from('0'.repeat(64)), bytes.subarray(64)]);
}
