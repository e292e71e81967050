import type { Plan } from '../model/plan.ts';

/** The folder that paths are told from: that of the only project; empty when there are several. */
export function onlyFolder({ projects }: Plan): string {
  const [only, second] = projects;
  return only === undefined || second !== undefined ? '' : only.rehearsal.project.path;
}
