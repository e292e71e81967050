import type { Answers, ChildMessage, Request } from '../requests.ts';
import { EngineGone } from './engine-gone.ts';
import type { FrozenClock } from './frozen-clock.ts';

/** Between signs of life of a long request, in milliseconds. */
const SIGN_EVERY = 200;

/** What the engine in this process says to one request. Rejects with {@link EngineGone} when it cannot go on. */
export type AnswerTo = (request: Request) => Promise<Answers[Request['kind']]>;

/** Answers the parent from here on, one request after the other, and dies with it. */
export function serve(answerTo: AnswerTo, stubbed: readonly string[] = []): void {
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.on('message', (request: Request) => void answer(answerTo, request));
  send({ kind: 'ready', stubbed });
}

/** Tells the parent now and then that another statement is done. */
export function signOfLife(clock: FrozenClock): () => Promise<void> {
  let last = clock.realNow();
  return async () => {
    if (clock.realNow() - last < SIGN_EVERY) return;
    last = clock.realNow();
    send({ kind: 'alive' });
    await new Promise((resolve) => setImmediate(resolve));
  };
}

async function answer(answerTo: AnswerTo, request: Request): Promise<void> {
  try {
    send({ kind: 'answer', value: await answerTo(request) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    send({ kind: error instanceof EngineGone ? 'broken' : 'failed', reason });
  }
}

function send(message: ChildMessage): void {
  process.send?.(message);
}
