import type { RowDigests, RunOutcome } from '../../model/engine.ts';
import type { Observation } from '../../model/observation.ts';

/** Descriptor of the pipe on which snapshots go in and out; 0 to 2 are closed, 3 is for messages. */
export const PIPE = 4;

/** What every child is told at its start, as its one argument; engines add their own. */
export interface ChildStart {
  readonly folder: string;
  /** Bytes that the engine's own heap may take. */
  readonly heap: number;
  /** True when the first bytes that come through the pipe are the database to start with. */
  readonly fromSnapshot: boolean;
}

/** What can be asked of the child, one after the other. */
export type Request =
  | { readonly kind: 'run'; readonly sqls: readonly string[]; readonly stopAtError: boolean }
  | {
      readonly kind: 'observe';
      readonly sql: string;
      readonly runsInTransaction: boolean;
      readonly forGood: boolean;
    }
  | { readonly kind: 'digests'; readonly relations: readonly string[] | null }
  | { readonly kind: 'mark' }
  | { readonly kind: 'rewind'; readonly mark: number }
  | { readonly kind: 'release'; readonly mark: number }
  | { readonly kind: 'snapshot' };

/** What comes back for each kind. */
export interface Answers {
  readonly run: readonly RunOutcome[];
  readonly observe: Observation;
  readonly digests: readonly (readonly [string, DigestOf])[];
  readonly mark: number;
  readonly rewind: null;
  readonly release: null;
  /** True when a snapshot was taken; its bytes come through the pipe. */
  readonly snapshot: boolean;
}

type DigestOf = RowDigests extends ReadonlyMap<string, infer Digest> ? Digest : never;

/** What the child sends. */
export type ChildMessage =
  | { readonly kind: 'ready'; readonly stubbed?: readonly string[] }
  /** One more statement of a long request is done; the statement's clock starts again. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'answer'; readonly value: unknown }
  /** Our own mistake; the engine still answers. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** The engine cannot go on. */
  | { readonly kind: 'broken'; readonly reason: string };
