import { afterAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Runbook } from '../../src/model/runbook.ts';
import { buildAction } from '../action/run-action.ts';
import { removeFolders, temporaryFolder, writeFiles } from '../git/checkout.ts';
import { findingsIn } from './reviewed.ts';
import { runHoldpoint, type Run } from './run-holdpoint.ts';

buildAction();
afterAll(removeFolders);

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, name text, note text);\n';
const TIDY = 'ALTER TABLE users DROP COLUMN note;';
const REQUIRE = 'ALTER TABLE users ALTER COLUMN name SET NOT NULL;';
const RENAME = 'ALTER TABLE users RENAME COLUMN name TO full_name;\n';

interface Split {
  readonly pullRequests: readonly { readonly steps: readonly { readonly files: readonly File[] }[] }[];
  readonly notes: readonly string[];
  readonly written: readonly string[];
}

interface File {
  readonly path: string;
  readonly edits: boolean;
}

function split(folder: string, file: string, since: string, ...args: readonly string[]): Promise<Run> {
  return runHoldpoint(['split', file, '--since', since, '--no-git', '--format', 'json', ...args], {
    cwd: folder,
  });
}

interface Reviewed {
  readonly rules: readonly string[];
  readonly notices: readonly unknown[];
}

async function review(folder: string, since: string): Promise<Reviewed> {
  const options = ['--since', since, '--no-git', '--no-cache', '--format', 'json'];
  const { stdout } = await runHoldpoint(['review', ...options], { cwd: folder });
  const { notices } = JSON.parse(stdout) as Pick<Reviewed, 'notices'>;
  return { rules: findingsIn(stdout).map(({ rule }) => rule), notices };
}

describe('Drizzle', () => {
  const JOURNAL = 'drizzle/meta/_journal.json';
  const ORIGINAL = 'drizzle/0001_tidy.sql';

  interface Entry {
    readonly idx: number;
    readonly tag: string;
    readonly when: number;
  }

  function tree(change: string): string {
    const folder = temporaryFolder();
    const entry = (idx: number, tag: string): object => ({
      ...{ idx, version: '7', when: 1_700_000_000_000 + idx * 1000, tag, breakpoints: true },
    });
    writeFiles(folder, {
      'package.json': '{ "dependencies": { "drizzle-orm": "0.44.0" } }\n',
      'drizzle/0000_users.sql': `${USERS}--> statement-breakpoint\nCREATE INDEX users_name ON users (name);\n`,
      [ORIGINAL]: change,
      [JOURNAL]: JSON.stringify({
        ...{ version: '7', dialect: 'postgresql' },
        entries: [entry(0, '0000_users'), entry(1, '0001_tidy')],
      }),
      'drizzle/meta/0000_snapshot.json': '{ "id": "a" }\n',
      'drizzle/meta/0001_snapshot.json': '{ "id": "b", "prevId": "a" }\n',
    });
    return folder;
  }

  function entriesOf(folder: string): readonly Entry[] {
    return (JSON.parse(readFileSync(join(folder, JOURNAL), 'utf8')) as { entries: readonly Entry[] }).entries;
  }

  /** As the notes say: the file and its entry go, the snapshot stays. */
  function takeOut(folder: string): void {
    rmSync(join(folder, ORIGINAL));
    const journal = JSON.parse(readFileSync(join(folder, JOURNAL), 'utf8')) as object;
    const entries = entriesOf(folder).filter(({ tag }) => tag !== '0001_tidy');
    writeFiles(folder, { [JOURNAL]: JSON.stringify({ ...journal, entries }) });
  }

  const CHANGE = `${TIDY}--> statement-breakpoint\n${REQUIRE}\n`;

  test.concurrent('a pull request holds one step, which a review lets pass', async () => {
    const folder = tree(CHANGE);

    const run = await split(folder, ORIGINAL, '0000', '--write');

    expect(run.code).toBe(0);
    const { written, notes, pullRequests } = JSON.parse(run.stdout) as Split;
    expect(pullRequests.map(({ steps }) => steps.length)).toEqual([1, 1, 1]);
    expect(written).toEqual(['drizzle/0002_constrain_users_name.sql', JOURNAL]);
    expect(readFileSync(join(folder, written[0] ?? ''), 'utf8')).toMatch(
      /^-- Hold new rows[^\n]*\n-- Runs everywhere before:[^\n]*\nSET LOCAL lock_timeout = '5s';\n--> statement-breakpoint\nALTER TABLE users ADD CONSTRAINT/,
    );
    expect(entriesOf(folder).map(({ idx, tag }) => [idx, tag])).toEqual([
      [0, '0000_users'],
      [1, '0001_tidy'],
      [2, '0002_constrain_users_name'],
    ]);
    expect(notes).toEqual([
      'All that is pending runs in one transaction: merge each pull request when databases ran the one before.',
      `Take its entry 0001_tidy out of ${JOURNAL}, too; Drizzle stops at an entry without a file.`,
      'Keep drizzle/meta/0001_snapshot.json: it describes the end of the series, with which drizzle-kit generate compares.',
    ]);
    takeOut(folder);
    const reviewed = await review(folder, '0000');
    expect(reviewed.rules).toEqual(['constraint-refuses-writes']);
    expect(reviewed.notices).toEqual([]);
  });

  test.concurrent('all files are written in the order in which they run', async () => {
    const folder = tree(CHANGE);

    const run = await split(folder, ORIGINAL, '0000', '--write', '--all');

    expect(run.code).toBe(0);
    const entries = entriesOf(folder).slice(2);
    expect(entries.map(({ tag }) => tag)).toEqual([
      '0002_constrain_users_name',
      '0003_require_users_name',
      '0004_drop_users_note',
    ]);
    expect(entries.every(({ tag }) => existsSync(join(folder, `drizzle/${tag}.sql`)))).toBe(true);
    const whens = entriesOf(folder).map(({ when }) => when);
    expect(whens).toEqual([...new Set(whens)].sort((left, right) => left - right));
    takeOut(folder);
    expect((await review(folder, '0003')).notices).toEqual([]);
  });

  test.concurrent('a step that refuses a transaction cannot be written', async () => {
    const folder = tree(RENAME);

    const run = await split(folder, ORIGINAL, '0000', '--write');

    expect(run.code).toBe(2);
    expect((JSON.parse(run.stdout) as { because: readonly string[] }).because).toEqual([
      'Drizzle runs SQL files in a transaction always, and the step fill_users_full_name refuses one: run that step by hand, and the others as migrations; holdpoint plan drizzle/0001_tidy.sql has the SQL of all of them.',
    ]);
    expect(entriesOf(folder)).toHaveLength(2);
  });
});

describe('Liquibase, several changesets in one file', () => {
  const FILE = 'changelog/002_tidy.sql';
  const SINCE = 'users';

  function tree(more: Readonly<Record<string, string>> = {}): string {
    const folder = temporaryFolder();
    const head = '--liquibase formatted sql\n\n';
    writeFiles(folder, {
      'changelog/001_users.sql': `${head}--changeset ann:users\n${USERS}`,
      [FILE]: `${head}--changeset ann:rename\n${RENAME}\n--changeset ann:initial\nUPDATE users SET full_name = upper(full_name) WHERE id = 1;\n\n--changeset bob:note\n${TIDY}\n`,
      ...more,
    });
    return folder;
  }

  function textOf(folder: string, path: string): string {
    return readFileSync(join(folder, path), 'utf8');
  }

  test.concurrent('one of them is named, and has to be', async () => {
    const folder = tree();

    const [all, unknown] = await Promise.all([
      split(folder, FILE, SINCE),
      split(folder, `${FILE}#no`, SINCE),
    ]);

    expect([all.code, unknown.code]).toEqual([64, 64]);
    const names = `${FILE}#rename, ${FILE}#initial, ${FILE}#note`;
    expect(all.stderr).toContain(`Name one of them: ${names}.`);
    expect(unknown.stderr).toContain(`New are: ${names}.`);
  });

  test.concurrent('its series is written by its own author, and the changeset is told to go', async () => {
    const folder = tree();
    const before = textOf(folder, FILE);

    const run = await runHoldpoint(
      ['split', `${FILE}#note`, '--since', SINCE, '--no-git', '--write', '--all'],
      { cwd: folder },
    );

    expect(run.code).toBe(0);
    expect(run.stdout).toContain(`the last one ends where ${FILE}#note ends`);
    expect(run.stdout).toContain(`${FILE}#note is left as it is: take it out of the change`);
    expect(textOf(folder, FILE)).toBe(before);
    expect(textOf(folder, 'changelog/003_drop_users_note.sql')).toContain(
      '--changeset bob:003-drop_users_note ',
    );
  });

  test.concurrent('in a changelog that lists its files, it goes on at the end of the same file', async () => {
    const folder = tree({
      'changelog/master.xml': `<databaseChangeLog><include file="changelog/001_users.sql"/><include file="${FILE}"/></databaseChangeLog>\n`,
    });
    const before = textOf(folder, FILE);

    const run = await split(folder, `${FILE}#note`, SINCE, '--write');

    expect((JSON.parse(run.stdout) as Split).written).toEqual([FILE]);
    expect(textOf(folder, FILE).startsWith(before)).toBe(true);
    expect(textOf(folder, FILE)).toContain('\n--changeset bob:note-1-drop_users_note ');
  });

  test.concurrent('none is offered where what comes after needs the changeset', async () => {
    const run = await split(tree(), `${FILE}#rename`, SINCE, '--write');

    expect(run.code).toBe(2);
    expect((JSON.parse(run.stdout) as { because: readonly string[] }).because).toEqual([
      expect.stringMatching(
        /^The series runs after what is new already, and changelog\/002_tidy\.sql:7 does not run without the migration \(column "full_name" does not exist\)/,
      ),
    ]);
  });

  test.concurrent('a plan has the series of one and the statements of the others', async () => {
    const run = await runHoldpoint(
      ['plan', `${FILE}#initial`, `${FILE}#note`, '--no-git', '--no-cache', '--format', 'json'],
      {
        cwd: tree(),
      },
    );

    const { phases } = JSON.parse(run.stdout) as Runbook;
    const backfills = phases.flatMap((phase) => phase.backfills);
    const titles = phases.flatMap(({ steps }) => steps.map(({ title }) => title));
    expect(titles).toContain('Drop users.note with what it holds.');
    expect(backfills.map(({ path, line }) => [path, line])).toEqual([[FILE, 7]]);
    expect(titles.filter((title) => title.includes('DROP COLUMN'))).toEqual([]);
  });
});

describe('Hasura', () => {
  const FOLDER = 'migrations/default';
  const ORIGINAL = `${FOLDER}/1700000100000_tidy`;

  function tree(change: string): string {
    const folder = temporaryFolder();
    writeFiles(folder, {
      'config.yaml': 'version: 3\nendpoint: http://localhost:8080\nmetadata_directory: metadata\n',
      [`${FOLDER}/1700000000000_users/up.sql`]: USERS,
      [`${FOLDER}/1700000000000_users/down.sql`]: 'DROP TABLE users;\n',
      [`${ORIGINAL}/up.sql`]: change,
      [`${ORIGINAL}/down.sql`]: 'ALTER TABLE users ADD COLUMN note text;\n',
    });
    return folder;
  }

  test.concurrent('each step is a folder with both directions, which a review tries', async () => {
    const folder = tree(`${TIDY}\n${REQUIRE}\n`);

    const run = await split(folder, `${ORIGINAL}/up.sql`, '1700000000000', '--write');

    expect(run.code).toBe(0);
    const { written } = JSON.parse(run.stdout) as Split;
    expect(written.map((path) => path.replace(/\d{13}/, 'moment'))).toEqual([
      `${FOLDER}/moment_constrain_users_name/up.sql`,
      `${FOLDER}/moment_constrain_users_name/down.sql`,
      `${FOLDER}/moment_require_users_name/up.sql`,
      `${FOLDER}/moment_require_users_name/down.sql`,
    ]);
    expect(readFileSync(join(folder, written[1] ?? ''), 'utf8')).toBe(
      "SET LOCAL lock_timeout = '5s';\n\nALTER TABLE users DROP CONSTRAINT users_name_present;\n",
    );
    rmSync(join(folder, ORIGINAL), { recursive: true });
    const reviewed = await review(folder, '1700000000000');
    expect(reviewed.rules).toEqual(['constraint-refuses-writes', 'depends-on-existing-rows']);
    expect(reviewed.notices).toEqual([]);
  });

  test.concurrent('a step that refuses a transaction cannot be written', async () => {
    const folder = tree(RENAME);

    const run = await split(folder, `${ORIGINAL}/up.sql`, '1700000000000', '--write');

    expect(run.code).toBe(2);
    expect(run.stdout).toContain('Hasura runs SQL files in a transaction always');
  });
});
