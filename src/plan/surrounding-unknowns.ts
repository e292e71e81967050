import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { contractsOf } from '../model/contract.ts';
import type { Rehearsal, Unknown } from '../model/rehearsal.ts';
import type { Surroundings } from '../model/surroundings.ts';

/** What could not be found out around the change although it was expected to be there. */
export function surroundingUnknowns(rehearsal: Rehearsal, surroundings: Surroundings | null): Unknown[] {
  if (surroundings === null) return [];
  return [...unsearched(rehearsal, surroundings), ...unbaked(surroundings)];
}

function unsearched(rehearsal: Rehearsal, { references }: Surroundings): Unknown[] {
  if (references?.expected !== true || references.unsearched === null) return [];
  const [first, ...others] = contractsOf(rehearsal);
  if (first === undefined) return [];
  const objects = codes([first, ...others].map(({ object }) => object));
  const what = `Whether code still uses ${listInWords(objects, 3)}`;
  return [{ what, because: references.unsearched, path: first.path, line: first.line }];
}

function unbaked({ bakes }: Surroundings): Unknown[] {
  return bakes.flatMap(({ object, path, line, because, hint }) =>
    hint === undefined
      ? []
      : [{ what: `Since when no code uses ${code(object)}`, because: `${because} ${hint}`, path, line }],
  );
}
