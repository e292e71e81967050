import { contractsOf, type Contract } from '../../model/contract.ts';
import type { Rehearsal } from '../../model/rehearsal.ts';
import type { Hit } from '../../model/rule.ts';
import type { Told } from './hit.ts';

/** A hit at the statement that takes an object away. */
export function hitAtContract({ migration, statement }: Contract, told: Told): Hit {
  return { migration, statement, path: null, ...told };
}

/** Contracts of the change by the object that they are about. */
export function contractsByObject(rehearsal: Rehearsal): ReadonlyMap<string, Contract> {
  return new Map(contractsOf(rehearsal).map((contract) => [contract.object, contract]));
}
