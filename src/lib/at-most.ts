/** Runs work when its turn comes. */
export type Lane = <Answer>(work: () => Promise<Answer>) => Promise<Answer>;

/**
 * A lane in which at most `limit` works are under way at a time, in the order in which they came. After the first
 * failure nothing begins any more: what waits fails with it.
 */
export function atMost(limit: number): Lane {
  const waiting: (() => void)[] = [];
  let running = 0;
  let failure: { readonly error: unknown } | null = null;
  return async (work) => {
    if (running >= limit) await new Promise<void>((turn) => waiting.push(turn));
    else running += 1;
    try {
      if (failure !== null) throw failure.error;
      return await work();
    } catch (error) {
      failure ??= { error };
      throw error;
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
