import type { Client } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import type { Effect } from '../../../../model/observation.ts';
import { blocksAtLeast } from '../../../../model/observation.ts';
import { blockedBy } from '../../lock-modes.ts';
import type { Answer, ResultSet } from '../inside/answer.ts';
import type { Confirmed, Others, Watched } from '../inside/observe/others.ts';
import { FIRST_USER_OID } from '../inside/relation-name.ts';
import { probeLock, PROBE_SESSIONS } from './lock-probe.ts';
import { askServer } from './text-query.ts';

/** Between looks at a running statement, in milliseconds. */
const LOOK_EVERY = 2;

const TABLES = `
  SELECT pg_catalog.string_agg('ONLY ' || c.oid::pg_catalog.regclass::text, ', ')
  FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'p') AND c.oid >= ${FIRST_USER_OID}`;

/** Sessions beside the rehearsal's own, opened when first needed. */
export class SecondSessions implements Others {
  readonly #open: () => Promise<Client>;
  #clients: Promise<readonly Client[]> | null = null;
  #observed = 0;

  constructor(open: () => Promise<Client>) {
    this.#open = open;
  }

  /** Takes the number of the server process that is observed from now on. */
  beside(observed: number): void {
    this.#observed = observed;
  }

  /** Leaves the database, so that it can be copied. */
  async leave(): Promise<void> {
    const clients = await this.#clients?.catch(() => []);
    this.#clients = null;
    await Promise.all((clients ?? []).map((client) => client.end().catch(() => undefined)));
  }

  async confirm(effects: readonly Effect[]): Promise<Confirmed> {
    const confirmed: Effect[] = [];
    const notices: string[] = [];
    for (const effect of effects) {
      const strong = blocksAtLeast(blockedBy(effect.lock), 'writes');
      const probed = strong ? await probeLock(await this.#sessions(), effect) : null;
      confirmed.push(
        probed === null ? effect : { ...effect, evidence: `${effect.evidence}; ${probed.words}` },
      );
      if (probed !== null && probed.surprise !== null) notices.push(probed.surprise);
    }
    return { effects: confirmed, notices };
  }

  /**
   * Two sessions stand in the statement's way, one with a lock that every strong one waits for, one with the weakest,
   * which only the strongest waits for. While it waits, its locks can be read; then the way is cleared.
   */
  async watch(run: () => Promise<Answer>): Promise<Watched> {
    const [gate, floor, eye] = await this.#sessions();
    if (gate === undefined || floor === undefined || eye === undefined)
      return { answer: await run(), locks: [] };
    await hold(eye, gate, 'SHARE UPDATE EXCLUSIVE');
    await hold(eye, floor, 'ACCESS SHARE');
    const state = { done: false };
    const running = run().finally(() => {
      state.done = true;
    });
    const locks: ResultSet['rows'] = [];
    try {
      for (const obstacle of [gate, floor]) {
        locks.push(...(await this.#locksWhenWaiting(eye, state)));
        await askServer(obstacle, 'ROLLBACK');
      }
      return { answer: await running, locks };
    } finally {
      await Promise.all([gate, floor].map((client) => askServer(client, 'ROLLBACK').catch(() => undefined)));
      await running.catch(() => undefined);
    }
  }

  /** Waits until the statement waits for a lock, or is done; then there is nothing to see. */
  async #locksWhenWaiting(eye: Client, state: { readonly done: boolean }): Promise<ResultSet['rows']> {
    const sql = `SELECT relation, mode, granted FROM pg_catalog.pg_locks WHERE pid = ${this.#observed}`;
    while (!state.done) {
      const rows = (await askServer(eye, sql)).results[0]?.rows ?? [];
      if (rows.some(([, , granted]) => granted === 'f'))
        return rows.filter(([oid]) => isUsers(oid)).map(withoutGrant);
      await pause(LOOK_EVERY);
    }
    return [];
  }

  #sessions(): Promise<readonly Client[]> {
    this.#clients ??= Promise.all(Array.from({ length: PROBE_SESSIONS }, () => this.#open()));
    return this.#clients;
  }
}

async function hold(eye: Client, holder: Client, mode: string): Promise<void> {
  const { results } = await askServer(eye, TABLES);
  const tables = results[0]?.rows[0]?.[0];
  await askServer(
    holder,
    `BEGIN;${tables === null || tables === undefined ? '' : `LOCK TABLE ${tables} IN ${mode} MODE`}`,
  );
}

function isUsers(oid: string | null | undefined): boolean {
  return Number(oid ?? 0) >= FIRST_USER_OID;
}

function withoutGrant([oid, mode]: (string | null)[]): (string | null)[] {
  return [oid ?? null, mode ?? null, null];
}
