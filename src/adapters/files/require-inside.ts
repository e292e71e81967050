import { usageProblem } from '../../model/problem.ts';

/**
 * Refuses a path that could lead out of the repository.
 *
 * @throws Problem `folder-outside`.
 */
export function requireInside(path: string): void {
  const leaves = path.startsWith('/') || /^[a-z]:/i.test(path) || path.split(/[/\\]/).includes('..');
  if (!leaves && !path.includes('\0')) return;
  throw usageProblem(
    'folder-outside',
    `${JSON.stringify(path)} lies outside of the repository.`,
    'Name a folder relative to the repository root.',
  );
}
