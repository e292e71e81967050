import type { InnerStatement, Statement } from './statement.ts';

/** What stands in a block and does something to an object, as far as that can be known. */
export interface NamedInside {
  /** Statements in the block that name the object, in order. */
  readonly named: readonly InnerStatement[];
  /** Where none does: those that put their text together only when they run, so that it may be one of them. */
  readonly possible: readonly InnerStatement[];
}

/** The statements in a block that name an object of a finding or an effect: itself or a part of it, else its owner. */
export function namedInside(statement: Statement, object: string): NamedInside {
  const inner = statement.kind === 'readable' ? (statement.inner ?? []) : [];
  const direct = inner.filter(({ changes }) =>
    changes.some((change) => change.object === object || change.relation === object),
  );
  const named = direct.length > 0 ? direct : inner.filter((each) => isOnOwner(each, object));
  return { named, possible: named.length > 0 ? [] : inner.filter(({ dynamic }) => dynamic === true) };
}

function isOnOwner({ changes }: InnerStatement, object: string): boolean {
  const owner = object.slice(0, Math.max(0, object.lastIndexOf('.')));
  return owner !== '' && changes.some(({ relation }) => relation === owner);
}
