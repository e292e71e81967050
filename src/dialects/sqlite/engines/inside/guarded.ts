import { EngineGone } from '../../../engine-process/inside/engine-gone.ts';

/** What a trap of WebAssembly and a full stack are called. */
const BREAKDOWNS: ReadonlySet<string> = new Set(['RuntimeError', 'RangeError']);

/** Turns a breakdown of WebAssembly itself, after which nothing can be trusted, into {@link EngineGone}. */
export async function guarded<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && BREAKDOWNS.has(error.name))
      throw new EngineGone(`the engine broke down: ${error.message}`);
    throw error;
  }
}
