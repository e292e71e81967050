import { code, codes } from '../../lib/code.ts';
import { countOf } from '../../lib/count-of.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { CodeHistory, Deployment, Release } from '../../model/code-ports.ts';
import type { Contract } from '../../model/contract.ts';
import type { Bake, CodeReference } from '../../model/surroundings.ts';
import { dayOf, daysAfter } from './days.ts';
import { lastUse, type UsesIt } from './last-use.ts';

/** What a team asks for before something is taken away. */
export interface BakeTerms {
  readonly days: number;
  /** Pattern of the tags that are releases. */
  readonly releases: string;
  /** The day of the review, `2026-11-30`. */
  readonly today: string;
}

/** What a bake is found out with. */
export interface BakeMeans {
  readonly history: CodeHistory;
  readonly terms: BakeTerms;
  /** What ran in production; null where nobody could be asked. */
  readonly deployments: readonly Deployment[] | null;
  readonly usesIt: UsesIt;
}

type Answer = Pick<Bake, 'unusedSince' | 'releases' | 'from' | 'state' | 'because' | 'hint'>;

/** How long the branch has done without an object, and whether that is long enough. */
export async function bakeOf(
  contract: Contract,
  references: readonly CodeReference[],
  means: BakeMeans,
): Promise<Bake> {
  const { object, path, line } = contract;
  const answer = stillUsed(object, references) ?? (await sinceLastUse(contract, means));
  return { object, path, line, days: means.terms.days, ...answer };
}

/** The bake of an object where there is no history to look at. */
export function nobodyLooked(
  { object, path, line }: Contract,
  { days }: BakeTerms,
  inClone = 'holdpoint review',
): Bake {
  const because = `Since when no code uses it is unknown: there is no history here. In a clone with its whole history, ${code(inClone, inClone.length)} tells.`;
  return { object, path, line, days, ...NOBODY_KNOWS, state: 'unknown', because, inClone };
}

const NOBODY_KNOWS = { unusedSince: null, releases: [], from: null } as const;

function stillUsed(object: string, references: readonly CodeReference[]): Answer | null {
  const sure = references.filter((each) => each.object === object && each.certainty === 'sure');
  const base = sure.filter(({ side }) => side === 'base');
  const [first] = base;
  if (first === undefined) return null;
  const where = `${code(`${first.path}:${first.line}`)}${base.length > 1 ? ` and ${countOf(base.length - 1, 'other line')}` : ''}`;
  const because = sure.some(({ side }) => side === 'head')
    ? `The branch that it goes to still uses it: ${where}.`
    : `The branch that it goes to uses it until this very change: ${where}.`;
  return { ...NOBODY_KNOWS, state: 'in-use', because };
}

async function sinceLastUse(
  { object }: Contract,
  { history, terms, deployments, usesIt }: BakeMeans,
): Promise<Answer> {
  const use = await lastUse(await history.branch(), usesIt);
  if (use.kind === 'never')
    return {
      ...NOBODY_KNOWS,
      state: 'unknown',
      because: `No code of this repository ever used ${code(object)}.`,
    };
  if (use.kind === 'cut') return cutOff(use.hint);
  const { hash, at } = use.since;
  const released = await releasedSince(hash, { history, terms, deployments });
  return judged(dayOf(at), released, terms);
}

function cutOff(hint: string | null): Answer {
  const because = 'The history that is here does not reach back to its last use.';
  return { ...NOBODY_KNOWS, state: 'unknown', because, ...(hint === null ? {} : { hint }) };
}

/** Releases that hold a commit, and of which kinds there are any. */
interface Released {
  readonly held: readonly Release[];
  readonly tagged: boolean;
  readonly deployed: boolean;
  /** False where nobody could be asked. */
  readonly asked: boolean;
}

async function releasedSince(
  hash: string,
  { history, terms, deployments }: Omit<BakeMeans, 'usesIt'>,
): Promise<Released> {
  const [tags, all, deployed] = await Promise.all([
    history.releases(terms.releases, hash),
    history.releases(terms.releases, null),
    history.thatHold(
      hash,
      (deployments ?? []).map(({ commit }) => commit),
    ),
  ]);
  const live = (deployments ?? []).filter(({ commit }) => deployed.has(commit));
  const held = [...tags, ...live.map(({ at }) => ({ name: `deployment of ${dayOf(at)}`, at }))];
  return {
    held: held.sort((left, right) => Date.parse(right.at) - Date.parse(left.at)),
    tagged: all.length > 0,
    deployed: (deployments ?? []).length > 0,
    asked: deployments !== null,
  };
}

/** Days count from the day on which the branch stopped using it; a release has to hold that commit. */
function judged(since: string, released: Released, terms: BakeTerms): Answer {
  const from = daysAfter(since, terms.days);
  const releases = [...new Set(released.held.map(({ name }) => name))];
  const facts = { unusedSince: since, releases, from };
  const shipped = releasesInWords(releases, terms.releases, released);
  const unused = `Unused on the branch since ${since}`;
  if (terms.today < from)
    return {
      ...facts,
      state: 'too-early',
      because: `${unused}; ${countOf(terms.days, 'day')} are over on ${from}. ${shipped}`,
    };
  if ((released.tagged || released.deployed) && releases.length === 0)
    return { ...facts, state: 'no-release', because: `${unused}. ${shipped}` };
  return {
    ...facts,
    state: 'baked',
    because: `${unused}, for ${countOf(terms.days, 'day')} and more. ${shipped}`,
  };
}

function releasesInWords(
  releases: readonly string[],
  pattern: string,
  { tagged, deployed, asked }: Released,
): string {
  if (!tagged && !deployed) {
    const neither = asked ? ', and nothing was deployed to production' : '';
    return `No tag is a release (${code(pattern)})${neither}, so none is waited for.`;
  }
  if (releases.length === 0) {
    const kinds = [
      ...(tagged ? [`tag ${code(pattern)}`] : []),
      ...(deployed ? ['deployment to production'] : []),
    ];
    return `No release (${kinds.join(' or ')}) holds the code without it yet.`;
  }
  return `Released with ${listInWords(codes(releases.slice(0, 3)))}${releases.length > 3 ? ` and ${releases.length - 3} more` : ''}.`;
}
