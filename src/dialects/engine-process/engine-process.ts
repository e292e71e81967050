import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import type { EngineOptions } from '../../model/dialect.ts';
import type { Problem } from '../../model/problem.ts';
import { crashProblem, failureProblem, memoryProblem, timeoutProblem } from './engine-problems.ts';
import { readFrame, writeFrame } from './frames.ts';
import { PIPE, type Answers, type ChildMessage, type ChildStart, type Request } from './requests.ts';
import { residentMemory } from './resident-memory.ts';
import { spawnChild } from './spawn-child.ts';

/** Between looks at the child's memory, in milliseconds. */
const LOOK_EVERY = 100;
/** Share of the memory limit that the database's own heap may take; beyond it SQL gets "out of memory". */
const HEAP_SHARE = 0.6;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (problem: Problem) => void;
}

/** The folder of the child, and what the engine is told besides. */
export type EngineStart = Omit<ChildStart, 'heap' | 'fromSnapshot'>;

export type EngineLimits = Omit<EngineOptions, 'extensions'>;

/** The engine's process seen from outside: one request at a time, limits enforced by killing it. */
export class EngineProcess {
  /** Extensions that are not shipped and were replaced by an empty stand-in. */
  stubbed: readonly string[] = [];
  readonly #child: ChildProcess;
  readonly #pipe: Socket;
  readonly #options: EngineLimits;
  readonly #overall: NodeJS.Timeout;
  readonly #watch: NodeJS.Timeout;
  readonly #gone: Promise<void>;
  readonly #killOnExit = (): void => void this.#child.kill('SIGKILL');
  #statement: NodeJS.Timeout | null = null;
  #waiting: Waiting | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #ended: Problem | null = null;

  /** Starts a child from its folder; `start` is what it is told beyond what every child is. */
  constructor(start: EngineStart, options: EngineLimits) {
    this.#options = options;
    const heap = Math.floor(options.memory * HEAP_SHARE);
    this.#child = spawnChild(
      {
        ...start,
        heap,
        fromSnapshot: options.snapshot !== undefined,
      },
      options.deadline,
    );
    this.#pipe = this.#child.stdio[PIPE] as Socket;
    // A child that is gone is told by its exit.
    this.#pipe.on('error', () => undefined);
    if (options.snapshot !== undefined) writeFrame(this.#pipe, options.snapshot);
    this.#gone = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => {
        this.#end(crashProblem(`its process ended with ${signal ?? `exit code ${code ?? '?'}`}.`));
        resolve();
      });
      this.#child.once('error', (error) => {
        this.#end(crashProblem(error.message));
        resolve();
      });
    });
    this.#child.on('message', (message: ChildMessage) => {
      this.#receive(message);
    });
    this.#overall = setTimeout(() => {
      this.#end(timeoutProblem('rehearsal', options.deadline));
    }, options.deadline);
    this.#watch = setInterval(() => void this.#lookAtMemory(), LOOK_EVERY);
    process.once('exit', this.#killOnExit);
  }

  /** Resolves when the engine answers; only the limit of the whole rehearsal counts for the start. */
  ready(): Promise<void> {
    return this.#enqueue(() => undefined) as Promise<void>;
  }

  /** Asks and waits for the answer; requests are served in the order of calls. */
  ask<R extends Request>(request: R): Promise<Answers[R['kind']]> {
    return this.#enqueue(() => {
      this.#startStatementClock();
      this.#child.send(request);
    }) as Promise<Answers[R['kind']]>;
  }

  /** The next bytes that the child sends beside its answers; null when it ends before. */
  nextFrame(): Promise<Uint8Array | null> {
    return readFrame(this.#pipe);
  }

  /** Kills the process and waits until it is gone. */
  async close(): Promise<void> {
    this.#end(crashProblem('it was closed.'));
    await this.#gone;
  }

  #enqueue(begin: () => unknown): Promise<unknown> {
    const turn = this.#queue.then(
      () =>
        new Promise((resolve, reject) => {
          if (this.#ended !== null) {
            reject(this.#ended);
            return;
          }
          this.#waiting = { resolve, reject };
          begin();
        }),
    );
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  #receive(message: ChildMessage): void {
    if (message.kind === 'alive') {
      this.#startStatementClock();
      return;
    }
    if (message.kind === 'broken') {
      this.#end(crashProblem(message.reason));
      return;
    }
    this.#stopStatementClock();
    const waiting = this.#waiting;
    this.#waiting = null;
    if (message.kind === 'ready') this.stubbed = message.stubbed ?? [];
    if (message.kind === 'failed') waiting?.reject(failureProblem(message.reason));
    else waiting?.resolve(message.kind === 'answer' ? message.value : undefined);
  }

  #stopStatementClock(): void {
    if (this.#statement !== null) clearTimeout(this.#statement);
  }

  #startStatementClock(): void {
    this.#stopStatementClock();
    const limit = this.#options.statementDeadline;
    this.#statement = setTimeout(() => {
      this.#end(timeoutProblem('statement', limit));
    }, limit);
  }

  async #lookAtMemory(): Promise<void> {
    const pid = this.#child.pid;
    const resident = pid === undefined ? null : await residentMemory(pid);
    if (resident !== null && resident > this.#options.memory) this.#end(memoryProblem(this.#options.memory));
  }

  /** The first reason wins; whoever waits gets it, and so does everybody who asks later. */
  #end(problem: Problem): void {
    if (this.#ended !== null) return;
    this.#ended = problem;
    this.#child.kill('SIGKILL');
    clearTimeout(this.#overall);
    clearInterval(this.#watch);
    this.#stopStatementClock();
    process.removeListener('exit', this.#killOnExit);
    this.#waiting?.reject(problem);
    this.#waiting = null;
  }
}
