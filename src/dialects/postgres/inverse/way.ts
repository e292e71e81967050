import type { CatalogObject, ObjectKind } from '../../../model/catalog.ts';
import type { Moments, Pair } from './pairing.ts';
import { wordFact } from './facts.ts';

/** How objects of one kind are dropped, made again and changed back. Names are those of the moment of the object. */
export interface Way {
  readonly kinds: readonly ObjectKind[];
  /** SQL that makes the object as it was, without owner, privileges and comment. */
  create(object: CatalogObject, moments: Moments): readonly string[];
  /** SQL that drops the object. */
  drop(object: CatalogObject): readonly string[];
  /** SQL that changes the object back in place. */
  alter(pair: Pair, moments: Moments): readonly string[];
  /** True when only dropping and making it again brings it back. */
  isMadeAgain(pair: Pair, moments: Moments): boolean;
}

/** An object that its definition makes, that nothing alters, and that is dropped by its kind's word. */
export function definedWay(kinds: readonly ObjectKind[], word: (object: CatalogObject) => string): Way {
  return {
    kinds,
    create: (object) => wordFact(object, 'definition').split(/;\n(?=ALTER )/),
    drop: (object) => [`DROP ${word(object)}`],
    alter: () => [],
    isMadeAgain: ({ before, now }) => before.facts['definition'] !== now.facts['definition'],
  };
}
