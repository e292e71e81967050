import type { Grant, Rights } from '../model/rights.ts';
import { DEFAULT_CONFIGURATION } from './configuration.ts';
import type { WrittenConfiguration } from './schema.ts';

/** Who may do what, as the file says; what it leaves out has its default. An empty list means nobody. */
export function rightsOf(written: WrittenConfiguration): Rights {
  const usual = DEFAULT_CONFIGURATION.rights;
  const { tick, attest, accept, decide } = written.who ?? {};
  const rules = Object.entries(written.rules ?? {}).flatMap(([id, rule]): [string, readonly Grant[]][] =>
    rule.accept === undefined ? [] : [[id, rule.accept]],
  );
  return {
    deeds: {
      tick: tick ?? usual.deeds.tick,
      attest: attest ?? usual.deeds.attest,
      accept: accept ?? usual.deeds.accept,
      decide: decide ?? usual.deeds.decide,
    },
    rules: Object.fromEntries(rules),
    longestDays: written['override-days'] ?? usual.longestDays,
  };
}
