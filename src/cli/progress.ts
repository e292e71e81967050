import type { Progress } from '../model/ports.ts';

const PATIENCE = 1000;

/** A line on stderr that says what is being done, once the whole has taken longer than a second. */
export class ProgressLine implements Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #timer: NodeJS.Timeout;
  #text = '';
  #shown = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    this.#timer = setTimeout(() => {
      this.#shown = true;
      this.#write();
    }, PATIENCE);
    this.#timer.unref();
  }

  step(text: string): void {
    this.#text = text;
    if (this.#shown) this.#write();
  }

  /** Removes the line, so that what follows starts on a clean one. */
  end(): void {
    clearTimeout(this.#timer);
    if (this.#shown && this.#stream.isTTY) this.#stream.write('\r\u001b[2K');
  }

  #write(): void {
    this.#stream.write(this.#stream.isTTY ? `\r\u001b[2K${this.#text} …` : `${this.#text} …\n`);
  }
}

/** Says nothing. */
export const SILENCE: Progress = { step: () => undefined };
