import { expect } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LoopbackGitHub, WORKFLOW_BOT, type Delivery } from '../github/loopback-github.ts';
import type { Files } from '../github/loopback/git-store.ts';
import type { PullOptions } from '../github/loopback/people.ts';
import type { StoredComment, StoredStatus } from '../github/loopback/stored.ts';
import { runDelivery, type ActionRun, type StepOptions } from './run-action.ts';

export const BASE: Files = {
  'migrations/0001_users.sql':
    'CREATE TABLE users (id bigint PRIMARY KEY, email text, legacy text);\nCREATE TABLE orders (id bigint PRIMARY KEY);\n',
};
/** Nothing stands against it but what nobody rehearsed: a hold without the engine, a go with it. */
export const PLAIN: Files = {
  'migrations/0002_note.sql': "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN note text;\n",
};
export const BLOCKING: Files = {
  'migrations/0002_users_email.sql': 'CREATE INDEX users_email_idx ON users (email);\n',
};
export const NO_MIGRATIONS: Files = { 'src/app.js': 'console.log(1);\n' };

export interface SceneOptions extends PullOptions {
  readonly base?: Files;
  /** `/api/v3` as on GitHub Enterprise Server. */
  readonly prefix?: string;
}

export interface RunOptions extends Partial<Omit<StepOptions, 'github'>> {
  /** Without a checkout step. */
  readonly checkout?: boolean;
  /** Runs the engine. */
  readonly rehearsal?: boolean;
}

/** Every scene of a file begins at the same time, and has the same commits. */
const START = Math.floor(Date.now() / 1000) * 1000;

/** Events with a checkout before the action in our workflows. */
const CHECKED_OUT = ['pull_request', 'merge_group', 'workflow_dispatch'];

/** A pull request on the loopback GitHub, and the action that is run on what happens there. */
export class Scene {
  readonly github: LoopbackGitHub;
  readonly opened: Delivery;
  readonly #folders: string[] = [];

  private constructor(github: LoopbackGitHub, opened: Delivery) {
    this.github = github;
    this.opened = opened;
  }

  /** Number 7 is opened with these files on top of the base. */
  static async open(head: Files, { base = BASE, prefix = '', ...pull }: SceneOptions = {}): Promise<Scene> {
    const github = await LoopbackGitHub.open(prefix);
    github.world.clock = START;
    github.pushTo('main', base);
    return new Scene(github, github.openPull(head, pull));
  }

  /** Ends it; nothing may have gone against GitHub's description. */
  async close(): Promise<void> {
    await this.github.close();
    for (const folder of this.#folders) rmSync(folder, { recursive: true });
    expect(this.github.violations).toEqual([]);
  }

  /** Runs the action on an event. */
  async run(delivery: Delivery, options: RunOptions = {}): Promise<ActionRun> {
    const { checkout = CHECKED_OUT.includes(delivery.name), rehearsal = false, inputs, ...step } = options;
    const result = await runDelivery(delivery, {
      ...(checkout ? { workspace: this.checkedOut(delivery.sha) } : {}),
      ...step,
      github: this.github,
      inputs: { rehearsal: String(rehearsal), ...inputs },
    });
    // People act after what they see.
    this.github.world.clock = Math.max(this.github.world.clock, Date.now() + 1000);
    expect(result.stderr).not.toContain('NETWORK DENIED');
    return result;
  }

  checkedOut(commit: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'holdpoint-scene-'));
    this.#folders.push(folder);
    this.github.checkOut(folder, commit);
    return folder;
  }

  /** The status that counts of the head of a pull request. */
  status(number = 7): StoredStatus | null {
    return this.github.statusOf(this.github.pull(number).headSha);
  }

  /** Our only comment; throws when there is none, or more. */
  sticky(): StoredComment {
    const [sticky, ...more] = this.ours();
    if (sticky === undefined || more.length > 0)
      throw new Error(`${more.length} comments too many, or none.`);
    return sticky;
  }

  ours(): StoredComment[] {
    return this.github.comments.filter(
      ({ author, body }) =>
        author === WORKFLOW_BOT && body.trimStart().startsWith('<!-- holdpoint:review -->'),
    );
  }

  /** Answers of ours to commands. */
  replies(): string[] {
    return this.github.comments
      .map(({ body }) => body)
      .filter((body) => body.startsWith('<!-- holdpoint:reply'));
  }

  /** Reactions to the comment of an event, in order. */
  reactionsTo({ payload }: Delivery): string[] {
    const comment = payload['comment'];
    const id = typeof comment === 'object' && comment !== null && 'id' in comment ? comment.id : null;
    return this.github.reactions.filter((each) => each.comment === id).map(({ content }) => content);
  }

  /** What the work asks GitHub for. */
  async asked(work: () => Promise<unknown>): Promise<string[]> {
    this.github.requests.length = 0;
    await work();
    return this.github.operations();
  }
}

/** A day from now, `2026-11-30`. */
export function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Messages of a kind in the log. */
export function told({ commands }: ActionRun, kind: 'error' | 'warning' | 'notice'): string {
  return commands
    .filter(({ name }) => name === kind)
    .map(({ message }) => message)
    .join('\n');
}
