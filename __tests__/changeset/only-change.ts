import { expect } from '@jest/globals';

import type { ChangeRequest } from '../../src/changeset/change-request.ts';
import { readChanges } from '../../src/changeset/read-changes.ts';
import type { HistoryFault, ProjectChange } from '../../src/model/project.ts';
import { repositoryOf, requestOf, type Files } from './memory-repository.ts';

/** The only project of a change from one tree to another. */
export async function onlyChange(
  base: Files,
  head: Files,
  request: Partial<ChangeRequest> = {},
): Promise<ProjectChange> {
  const { projects } = await readChanges(repositoryOf(base, head), requestOf(request));
  expect(projects.map(({ project }) => project.path)).toHaveLength(1);
  const [project] = projects;
  if (project === undefined) throw new Error('No project.');
  return project;
}

/** What is told about the set of migrations; nothing where the change touches none of it. */
export async function faultsOf(
  base: Files,
  head: Files,
  request: Partial<ChangeRequest> = {},
): Promise<readonly HistoryFault[]> {
  const { projects } = await readChanges(repositoryOf(base, head), requestOf(request));
  return projects.flatMap(({ faults }) => faults);
}
