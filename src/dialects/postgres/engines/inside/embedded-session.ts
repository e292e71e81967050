import type { PGlite } from '@electric-sql/pglite';
import type { FrozenClock } from '../../../engine-process/inside/frozen-clock.ts';
import { Answer } from './answer.ts';
import { MessageCutter, queryMessage } from './backend-messages.ts';
import { EngineGone } from '../../../engine-process/inside/engine-gone.ts';
import { Session } from './session.ts';

/** The one connection to the embedded server. */
export class EmbeddedSession extends Session {
  readonly #engine: PGlite;
  readonly #clock: FrozenClock;

  constructor(engine: PGlite, clock: FrozenClock) {
    super();
    this.#engine = engine;
    this.#clock = clock;
  }

  protected override async send(sql: string): Promise<Answer> {
    const answer = new Answer();
    const cutter = new MessageCutter();
    this.#clock.reset();
    const onRawData = (bytes: Uint8Array): void => {
      for (const message of cutter.cut(bytes)) answer.add(message);
    };
    try {
      await this.#engine.execProtocolRawStream(queryMessage(sql), { syncToFs: false, onRawData });
    } catch (error) {
      throw new EngineGone(
        `the engine broke down: ${error instanceof Error ? error.message : JSON.stringify(error)}`,
      );
    }
    if (!answer.isComplete) throw new EngineGone('the engine stopped in the middle of a statement.');
    return answer;
  }
}
