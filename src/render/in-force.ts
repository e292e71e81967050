import type { Ledger, StandingOverride } from '../model/docket.ts';

/** The overrides that count today and lift something. */
export function inForce({ overrides }: Ledger): StandingOverride[] {
  return overrides.filter(({ standing }) => standing === 'in-force');
}
