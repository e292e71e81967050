import type { StatementFailure } from './failure.ts';
import type { Library, Pointer } from './library.ts';

/** An open connection as statements know it. */
export interface Handle {
  readonly library: Library;
  readonly pointer: Pointer;
  /** What a result code means, with the connection's own words for it. */
  failure(code: number, position: number | null): StatementFailure;
}
