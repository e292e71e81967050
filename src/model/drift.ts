import type { Fact, ObjectKind } from './catalog.ts';

/** One way in which a schema, or its rows, is not what it was. */
export interface Drift {
  /**
   * `missing` was there and is gone; `extra` was not there and is left over; `changed` differs in one fact;
   * `rows` differ in number or value.
   */
  readonly kind: 'missing' | 'extra' | 'changed' | 'rows';
  readonly objectKind: ObjectKind | 'rows';
  /** Name of the object or relation. */
  readonly object: string;
  /** The fact that differs (`default`, `type`, `definition`, `position`); null when the whole object does. */
  readonly fact: string | null;
  readonly before: Fact;
  readonly after: Fact;
  /** `cosmetic` changes nothing that a query can notice (column order apart, names of not-null constraints). */
  readonly weight: 'real' | 'cosmetic';
  /** One plain sentence in the reader's names: "Column users.email comes back without its default 'x'." */
  readonly text: string;
}
