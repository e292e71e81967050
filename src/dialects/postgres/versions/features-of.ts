import type { Node } from 'libpg-query';
import type { ServerFeature } from '../../../model/server-feature.ts';
import { optionsOf } from '../parse/changes/parts.ts';
import { readGrammar } from '../parse/grammar.ts';
import { stringsOf } from '../parse/names.ts';
import { walkTree } from '../parse/tree-walk.ts';
import type { Feature, Sighting } from './feature.ts';
import { FEATURES, featureLink } from './features.ts';

/** What is looked at in a node of any name, and in nodes of one. */
const EVERYWHERE = lookingAt(null);
const BY_NODE = new Map(
  [...new Set(FEATURES.flatMap(({ signs }) => signs.map(({ node }) => node)))].map((node) => [
    node,
    lookingAt(node),
  ]),
);

type Look = readonly [feature: Feature, sees: (body: unknown, root: Node) => Sighting | null];

function lookingAt(wanted: string | null): Look[] {
  return FEATURES.flatMap((feature) =>
    feature.signs.flatMap(({ node, sees }): Look[] => (node === wanted ? [[feature, sees]] : [])),
  );
}

/**
 * What a statement uses that not every server version from 13 on has; also in the body of an SQL function, which the
 * server reads when it creates it. Sorted by id; each with its conditions once.
 */
export function featuresOf(tree: Node): ServerFeature[] {
  const found = new Map<string, ServerFeature>();
  for (const root of [tree, ...bodiesIn(tree)]) {
    walkTree(root, (name, body) => {
      for (const [feature, sees] of [...(BY_NODE.get(name) ?? []), ...EVERYWHERE]) {
        const sighting = sees(body, root);
        if (sighting === null) continue;
        const use = serverFeature(feature, sighting);
        found.set(`${use.id} ${use.partitioned ?? ''}`, use);
      }
    });
  }
  return [...found.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, use]) => use);
}

function serverFeature(feature: Feature, sighting: Sighting): ServerFeature {
  const { id, name, since, instead } = feature;
  return { id, name, since, link: featureLink(feature), instead, ...sighting };
}

/** The statements in the body of an SQL function that is written as a string. */
function bodiesIn(tree: Node): readonly Node[] {
  if (!('CreateFunctionStmt' in tree)) return [];
  const options = optionsOf(tree.CreateFunctionStmt.options);
  const valueOf = (name: string): Node | undefined => options.find(({ defname }) => defname === name)?.arg;
  const language = valueOf('language');
  if (language === undefined || stringsOf([language])[0]?.toLowerCase() !== 'sql') return [];
  const body = valueOf('as');
  if (body === undefined || !('List' in body)) return [];
  const reading = readGrammar(stringsOf(body.List.items).join(''));
  return reading.ok ? reading.trees : [];
}
