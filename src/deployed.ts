import type { Deployment, Deployments } from './model/code-ports.ts';
import { contractsOf, endsUse } from './model/contract.ts';
import type { Repository } from './model/ports.ts';
import { Problem } from './model/problem.ts';
import type { Notice } from './model/project.ts';
import type { Rehearsal } from './model/rehearsal.ts';

/** What ran in production, for changes that take something away. */
export interface Deployed {
  /** Null where nobody was asked, or could be. */
  readonly deployments: readonly Deployment[] | null;
  readonly notices: readonly Notice[];
}

/** Asks for deployments where they decide something; without an answer tags alone are releases, and that is told. */
export async function deployedFor(
  rehearsals: readonly Rehearsal[],
  { history }: Repository,
  host: Deployments | undefined,
): Promise<Deployed> {
  const concerned = rehearsals.find((rehearsal) => contractsOf(rehearsal).some(endsUse));
  if (host === undefined || history === undefined || concerned === undefined)
    return { deployments: null, notices: [] };
  try {
    return { deployments: await host.list(), notices: [] };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const text = `Deployments were not looked at, so only tags count as releases. ${error.facts.title} With \`deployments: read\` they count, too.`;
    return { deployments: null, notices: [{ path: concerned.project.path, text }] };
  }
}
