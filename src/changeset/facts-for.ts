import type { ChangeRequest } from './change-request.ts';
import type { ProjectFacts } from './read-project.ts';
import type { Scope } from './review-scope.ts';

const NOTHING_TOLD = { dialect: null, layout: null, transaction: null, serverVersion: null, since: null };

/** What is told about the projects of a scope: options win over the configuration. */
export function factsFor(request: ChangeRequest, { settings }: Scope): ProjectFacts {
  const told = settings ?? NOTHING_TOLD;
  return {
    dialect: request.dialect ?? told.dialect,
    layout: request.layout ?? told.layout,
    transaction: request.transaction ?? told.transaction,
    serverVersion: request.serverVersion ?? told.serverVersion,
    since: told.since ?? request.since,
    variables: request.variables ?? {},
    presupposed: request.presupposed ?? null,
    root: request.root,
    available: request.available,
  };
}
