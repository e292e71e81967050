import type { Answer } from './answer.ts';

/**
 * What goes wrong: the next `times` requests of an operation (`*` is any; `graphql` is one) get `answer` – null hangs up,
 * nothing lets the request go its way after `before` ran. The first `skip` requests that match are left alone.
 */
export interface Fault {
  readonly operation: string;
  times: number;
  skip?: number;
  readonly answer?: Answer | null;
  /** The request has its effect all the same, and only its answer is lost. */
  readonly afterEffect?: boolean;
  /** What happens just before the request is looked at: somebody else is first. */
  readonly before?: () => void;
}

/** The fault that strikes this request; undefined when nothing is wrong. It is used up by being asked for. */
export function strike(faults: readonly Fault[], operation: string): Fault | undefined {
  const concerned = faults.filter(
    (each) => each.times > 0 && (each.operation === operation || each.operation === '*'),
  );
  const ripe = concerned.find((each) => (each.skip ?? 0) === 0);
  for (const each of concerned) if (each !== ripe && (each.skip ?? 0) > 0) each.skip = (each.skip ?? 0) - 1;
  if (ripe !== undefined) ripe.times -= 1;
  return ripe;
}
