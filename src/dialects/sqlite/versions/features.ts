import { code } from '../../../lib/code.ts';
import type { ServerFeature } from '../../../model/server-feature.ts';
import { FUNCTIONS } from './functions.ts';
import { SYNTAX, type SyntaxFeature, type SyntaxId } from './syntax.ts';

const SYNTAX_FEATURES = new Map(
  Object.entries<SyntaxFeature>(SYNTAX).map(([id, feature]): [string, ServerFeature] => [
    id,
    { id, ...feature, link: releaseLink(feature.since) },
  ]),
);

const FUNCTION_FEATURES = new Map(
  FUNCTIONS.flatMap(({ since, names }) =>
    names.map((name): [string, ServerFeature] => [name, functionFeature(name, since)]),
  ),
);

/** Everything that is known to need a newer SQLite than 3.23, by version and id. */
export const FEATURES: readonly ServerFeature[] = [
  ...SYNTAX_FEATURES.values(),
  ...FUNCTION_FEATURES.values(),
].sort((left, right) => left.since - right.since || (left.id < right.id ? -1 : 1));

/** What a statement uses that not every SQLite has: what the parser noted, and functions by their names. Sorted by id. */
export function featuresOf(noted: ReadonlySet<SyntaxId>, calls: readonly string[]): ServerFeature[] {
  const found = [
    ...[...noted].map((id) => SYNTAX_FEATURES.get(id)),
    ...new Set(calls.map((name) => FUNCTION_FEATURES.get(name))),
  ];
  return found
    .filter((feature) => feature !== undefined)
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}

function functionFeature(name: string, since: number): ServerFeature {
  return {
    id: `function-${name.replaceAll('_', '-')}`,
    name: `The function ${code(name)}`,
    since,
    link: releaseLink(since),
    instead: 'Compute the value in the application, or let it bring a function of that name.',
    builtIn: name,
  };
}

function releaseLink(since: number): string {
  return `https://www.sqlite.org/releaselog/3_${since}_0.html`;
}
