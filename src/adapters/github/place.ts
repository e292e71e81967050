/** A repository on GitHub. */
export interface RepositoryPlace {
  readonly owner: string;
  readonly repo: string;
}

/** `owner/repo`, as people write it. */
export function nameOf({ owner, repo }: RepositoryPlace): string {
  return `${owner}/${repo}`;
}
