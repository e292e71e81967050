import { once } from '../../lib/once.ts';
import type { Probe } from '../../model/dialect.ts';

/** A probe whose SQL is written when somebody reads it: of a large schema, most are never asked. */
export function writtenWhenAsked(about: Omit<Probe, 'sql'>, write: () => string): Probe {
  const written = once(write);
  const { relation, action, subject } = about;
  return {
    relation,
    action,
    subject,
    get sql() {
      return written();
    },
  };
}
