import { contractsOf, endsUse, type Contract } from '../model/contract.ts';
import type { Deployment } from '../model/code-ports.ts';
import type { Repository } from '../model/ports.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import type { Bake, ReferenceSearch, Surroundings } from '../model/surroundings.ts';
import { bakeOf, nobodyLooked, type BakeTerms } from './bake/bake-of.ts';
import type { UsesIt } from './bake/last-use.ts';
import { dependantsOf } from './dependants.ts';
import { isUsed, lookAt, searchCode, type Lens } from './references/search-code.ts';
import type { Components } from './references/components.ts';
import { LEFT_OUT_FOLDERS } from './references/left-out.ts';
import { wantedOf, wordsOf } from './references/wanted.ts';

/** What a team asks for, and the day. */
export interface SurveyTerms extends BakeTerms {
  readonly components: Components;
}

/** What a survey goes by. */
export interface SurveyMeans {
  /** All files that are reviewed as migrations. */
  readonly migrations: ReadonlySet<string>;
  readonly terms: SurveyTerms;
  /** What ran in production; null where nobody could be asked. */
  readonly deployments: readonly Deployment[] | null;
}

/**
 * Looks around a change: who uses what it takes away, in the code and in the database, and since when nobody does. Null
 * where there is no code to look at, or nothing to look for.
 */
export async function survey(
  rehearsal: Rehearsal,
  repository: Repository,
  { migrations, terms, deployments }: SurveyMeans,
): Promise<Surroundings | null> {
  const contracts = contractsOf(rehearsal);
  if (repository.code === undefined || contracts.length === 0) return null;
  const wanted = contracts.map((contract) => wantedOf(contract, rehearsal.shipped));
  const lens: Lens = { wanted, components: terms.components, migrations };
  const references = await searchCode(repository, repository.code, lens);
  const bakes = await bakesOf(contracts, references, { repository, lens, terms, deployments });
  return { references, dependants: dependantsOf(contracts, rehearsal.shipped), bakes, neighbors: [] };
}

async function bakesOf(
  contracts: readonly Contract[],
  { unsearched, references }: ReferenceSearch,
  {
    repository,
    lens,
    terms,
    deployments,
  }: Omit<SurveyMeans, 'migrations'> & { readonly repository: Repository; readonly lens: Lens },
): Promise<Bake[]> {
  const { history, code } = repository;
  const ended = contracts.filter(endsUse);
  if (history === undefined) return ended.map((contract) => nobodyLooked(contract, terms, code?.inClone));
  if (unsearched !== null) return [];
  const seen = new Map<string, Promise<ReturnType<typeof lookAt> | null>>();
  const sought = { words: wordsOf(lens.wanted), except: LEFT_OUT_FOLDERS };
  const foundAt = async (commit: string): Promise<ReturnType<typeof lookAt> | null> => {
    const found = await history.searchAt(commit, sought);
    return found.unsearched === null ? lookAt(found.files, lens) : null;
  };
  const bakes: Bake[] = [];
  for (const contract of ended) {
    const usesIt: UsesIt = async ({ hash }) => {
      const looked = seen.get(hash) ?? foundAt(hash);
      seen.set(hash, looked);
      const found = await looked;
      return found === null ? null : isUsed(found, contract);
    };
    bakes.push(await bakeOf(contract, references, { history, terms, deployments, usesIt }));
  }
  return bakes;
}
