import { Problem, type ProblemFacts } from '../../src/model/problem.ts';

/** The problem that a promise rejects with; fails when it does not reject with one. */
export async function problemFacts(promise: Promise<unknown>): Promise<ProblemFacts> {
  const outcome = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome instanceof Problem) return outcome.facts;
  throw new Error(`There was no problem: ${String(outcome)}`);
}
