import type { z } from 'zod';
import { withoutCodeMarks } from '../../lib/code.ts';
import type { Bake, CodeReference, ReferenceSearch, Surroundings } from '../../model/surroundings.ts';
import type { surroundingsSchema } from './surroundings-schema.ts';

type JsonSurroundings = z.infer<typeof surroundingsSchema>;

/** What was found around the change, key by key; null when nobody looked. */
export function jsonSurroundings(surroundings: Surroundings | undefined): JsonSurroundings | null {
  if (surroundings === undefined) return null;
  const { references, dependants, bakes, neighbors } = surroundings;
  return {
    references: references === null ? null : jsonSearch(references),
    dependants: dependants.map(({ object, kind, name }) => ({ object, kind, name })),
    bakes: bakes.map(jsonBake),
    neighbors: neighbors.map(({ number, title, kind, name }) => ({ number, title, kind, name })),
  };
}

type JsonSearch = NonNullable<JsonSurroundings['references']>;

function jsonSearch({ unsearched, files, references }: ReferenceSearch): JsonSearch {
  return { unsearched, files, references: references.map(jsonReference) };
}

function jsonReference(reference: CodeReference): JsonSearch['references'][number] {
  const { object, side, path, line, text, form, component, certainty } = reference;
  return { object, side, path, line, text, form, component, certainty };
}

function jsonBake({ object, path, line, state, ...rest }: Bake): JsonSurroundings['bakes'][number] {
  const { unusedSince, releases, days, from, because } = rest;
  return {
    object,
    path,
    line,
    state,
    unusedSince,
    releases: [...releases],
    days,
    from,
    because: withoutCodeMarks(because),
  };
}
