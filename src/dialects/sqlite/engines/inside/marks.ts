import { bringBack, takeMoment, type Moment } from './moment.ts';
import type { Session } from './session.ts';

/** Moments that can be brought back, any number of times each. */
export class Marks {
  readonly #session: Session;
  readonly #moments = new Map<number, Moment>();
  #next = 1;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Remembers the present. */
  take(): number {
    const id = this.#next++;
    this.#moments.set(id, takeMoment(this.#session));
    return id;
  }

  /** Makes a remembered moment the present. */
  rewind(id: number): void {
    const moment = this.#moments.get(id);
    if (moment === undefined) throw new Error(`There is no mark ${id}.`);
    bringBack(this.#session, moment);
  }

  /** Forgets a moment. */
  release(id: number): void {
    this.#moments.delete(id);
  }
}
