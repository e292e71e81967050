import type { Effect } from '../../../../../model/observation.ts';
import type { Answer, ResultSet } from '../answer.ts';

/** Effects with what second sessions met, and where they met something else than the lock table says. */
export interface Confirmed {
  readonly effects: readonly Effect[];
  readonly notices: readonly string[];
}

/** What a statement answered, and every lock it was seen with or waiting for: rows of OID and mode. */
export interface Watched {
  readonly answer: Answer;
  readonly locks: ResultSet['rows'];
}

/** Second sessions beside the observed one; only a real server has them. */
export interface Others {
  /** Reads and writes what the strong locks of the open transaction are on, and says what waited. */
  confirm(effects: readonly Effect[]): Promise<Confirmed>;
  /** Runs a statement that refuses a transaction and looks at its locks from outside meanwhile. */
  watch(run: () => Promise<Answer>): Promise<Watched>;
}
