import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Migration } from '../model/migration.ts';
import type { BaseReplay } from '../model/rehearsal.ts';

/** The base after its replay, with rows planted: the database, and what the rehearsal has to remember of the replay. */
export interface KeptBase {
  readonly replay: BaseReplay;
  /** Tables that held no row before rows were planted. */
  readonly empty: ReadonlySet<string>;
  readonly snapshot: Uint8Array;
}

const RECORD = z.strictObject({
  statements: z.int().nonnegative(),
  standIns: z.array(z.string()),
  empty: z.array(z.string()),
  failures: z.array(
    z.strictObject({
      migration: z.int().nonnegative(),
      line: z.int().positive(),
      sql: z.string(),
      error: z.strictObject({
        code: z.string(),
        message: z.string(),
        detail: z.string().nullable(),
        hint: z.string().nullable(),
        position: z.int().nullable(),
      }),
    }),
  ),
});

const DIGEST_LENGTH = 64;
const END_OF_RECORD = 10;

/** A digest of all the rest and the key, the record as one line of JSON, the database. */
export function encodeBase(key: string, base: KeptBase, migrations: readonly Migration[]): Uint8Array {
  const { replay, empty, snapshot } = base;
  const record: z.infer<typeof RECORD> = {
    statements: replay.statements,
    standIns: [...(replay.standIns ?? [])],
    empty: [...empty],
    failures: replay.failures.map(({ migration, line, sql, error }) => ({
      migration: migrations.indexOf(migration),
      line,
      sql,
      error,
    })),
  };
  const rest = Buffer.concat([Buffer.from(`${JSON.stringify(record)}\n`), snapshot]);
  return Buffer.concat([Buffer.from(digestOf(key, rest)), rest]);
}

/** Reads what {@link encodeBase} wrote for the same key; null for anything else, broken or cut off. */
export function decodeBase(
  key: string,
  bytes: Uint8Array,
  migrations: readonly Migration[],
): KeptBase | null {
  const entry = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rest = entry.subarray(DIGEST_LENGTH);
  if (entry.toString('latin1', 0, DIGEST_LENGTH) !== digestOf(key, rest)) return null;
  const end = rest.indexOf(END_OF_RECORD);
  const record = RECORD.safeParse(parsedJson(rest.toString('utf8', 0, end)));
  if (!record.success) return null;
  const { statements, standIns, empty, failures } = record.data;
  const replayed: BaseReplay['failures'][number][] = [];
  for (const { migration: index, ...failure } of failures) {
    const migration = migrations[index];
    if (migration === undefined) return null;
    replayed.push({ migration, ...failure });
  }
  return {
    replay: { migrations: migrations.length, statements, failures: replayed, standIns },
    empty: new Set(empty),
    snapshot: rest.subarray(end + 1),
  };
}

function digestOf(key: string, rest: Uint8Array): string {
  return createHash('sha256').update(key).update('\n').update(rest).digest('hex');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
