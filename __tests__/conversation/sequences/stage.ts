import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../../src/main.ts';
import type { Services } from '../../../src/action/services.ts';
import {
  badGateway,
  USUAL,
  type Answer,
  type Delivery,
  type LoopbackGitHub,
} from '../../github/loopback-github.ts';

/** What goes wrong in a run: its `at`-th request and those after it. */
export interface Trouble {
  readonly at: number;
  readonly times: number;
  readonly kind: 'bad-gateway' | 'hang-up';
  readonly when: 'before-effect' | 'after-effect';
}

export interface RunOptions {
  /** Stands still before its n-th request, or the first one of that operation, until it is released. */
  readonly holdAt?: number | string;
  readonly trouble?: Trouble;
}

/** Inputs come from the process, so runs begin one after the other: each when the one before has read its own. */
let begun: Promise<unknown> = Promise.resolve();

interface Held {
  readonly release: () => void;
  readonly ended: Promise<number>;
}

/** Runs the action in this process, one run going on at a time; others may be held before a request. */
export class Stage {
  readonly held: Held[] = [];
  readonly codes: number[] = [];
  readonly #github: LoopbackGitHub;
  readonly #services: Services;
  readonly #folder = mkdtempSync(join(tmpdir(), 'holdpoint-sequence-'));
  readonly #gates = new Map<string, (operation: string) => Promise<void>>();
  #runs = 0;

  constructor(github: LoopbackGitHub, services: Services) {
    this.#github = github;
    this.#services = services;
    github.gate = async (token, operation) => {
      await this.#gates.get(token)?.(operation);
    };
  }

  /** Runs the action on an event until it ends or is held. True when it ended undisturbed. */
  async run(delivery: Delivery, { holdAt, trouble }: RunOptions = {}): Promise<boolean> {
    this.#runs += 1;
    const token = `run-${this.#runs}`;
    this.#github.grantWorkflow(token, { ...USUAL, members: 'read' }, String(this.#runs));
    const stopped = this.#gate(token, holdAt ?? null);
    this.#github.faults.length = 0;
    if (trouble !== undefined) this.#github.faults.push(faultOf(trouble));
    const ended = this.#begin(delivery, token);
    const code = await Promise.race([ended, stopped.arrived]);
    if (code !== null) {
      this.#github.faults.length = 0;
      this.codes.push(code);
      return holdAt === undefined && trouble === undefined;
    }
    this.#github.faults.length = 0;
    this.held.push({ release: stopped.release, ended });
    return false;
  }

  /** Lets a held run go on to its end. */
  async release(index: number): Promise<void> {
    const [held] = this.held.splice(index, 1);
    if (held === undefined) return;
    held.release();
    this.codes.push(await held.ended);
  }

  async close(): Promise<void> {
    while (this.held.length > 0) await this.release(0);
    rmSync(this.#folder, { recursive: true, force: true });
    await this.#github.close();
  }

  async #begin(delivery: Delivery, token: string): Promise<number> {
    const turn = begun;
    let pass: () => void = () => undefined;
    begun = new Promise<void>((resolve) => (pass = resolve));
    await turn;
    const gate = this.#gates.get(token);
    this.#gates.set(token, async (operation) => {
      pass();
      await gate?.(operation);
    });
    return this.#start(delivery, token).finally(pass);
  }

  #start({ name, payload }: Delivery, token: string): Promise<number> {
    const event = join(this.#folder, `event-${this.#runs}.json`);
    writeFileSync(event, JSON.stringify(payload));
    // Inputs are read from the process before the first request, so that the next run may have its own.
    process.env['INPUT_TOKEN'] = token;
    const environment = {
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: event,
      GITHUB_API_URL: this.#github.api,
      GITHUB_WORKSPACE: this.#folder,
      HOLDPOINT_API_PACE: 'immediate',
      RUNNER_TEMP: this.#folder,
    };
    return main(environment, this.#services);
  }

  #gate(token: string, holdAt: number | string | null): { arrived: Promise<null>; release: () => void } {
    let arrive: (nothing: null) => void = () => undefined;
    let release: () => void = () => undefined;
    const arrived = new Promise<null>((resolve) => (arrive = resolve));
    const released = new Promise<void>((resolve) => (release = resolve));
    let asked = 0;
    let isOver = false;
    if (holdAt !== null)
      this.#gates.set(token, async (operation) => {
        asked += 1;
        if (isOver || (holdAt !== asked && holdAt !== operation)) return;
        isOver = true;
        arrive(null);
        await released;
      });
    return { arrived, release };
  }
}

function faultOf({ at, times, kind, when }: Trouble): LoopbackGitHub['faults'][number] {
  const answer: Answer | null = kind === 'hang-up' ? null : badGateway();
  return { operation: '*', skip: at - 1, times, answer, afterEffect: when === 'after-effect' };
}
