import type { z } from 'zod';
import { withoutCodeMarks } from '../../lib/code.ts';
import type { Bake, CodeReference, Surroundings } from '../../model/surroundings.ts';
import type { surroundingsSchema } from './surroundings-schema.ts';

type JsonSurroundings = z.infer<typeof surroundingsSchema>;

/** What was found around the change, key by key; null when nobody looked. */
export function jsonSurroundings(surroundings: Surroundings | undefined): JsonSurroundings | null {
  if (surroundings === undefined) return null;
  const { references, dependants, bakes, neighbors } = surroundings;
  return {
    references: {
      unsearched: references.unsearched,
      files: references.files,
      references: references.references.map(jsonReference),
    },
    dependants: dependants.map(({ object, kind, name }) => ({ object, kind, name })),
    bakes: bakes.map(jsonBake),
    neighbors: neighbors.map(({ number, title, kind, name }) => ({ number, title, kind, name })),
  };
}

type Json<List extends 'references' | 'bakes'> = List extends 'bakes'
  ? JsonSurroundings['bakes'][number]
  : JsonSurroundings['references']['references'][number];

function jsonReference(reference: CodeReference): Json<'references'> {
  const { object, side, path, line, text, form, component, certainty } = reference;
  return { object, side, path, line, text, form, component, certainty };
}

function jsonBake({ object, path, line, state, ...rest }: Bake): Json<'bakes'> {
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
