import type { Project } from '../../model/project.ts';

/** Whether the application's connection minds foreign keys, as told or as its runner does; null where nobody knows. */
export function foreignKeysTold({ presupposed, foreignKeys }: Project): boolean | null {
  return presupposed?.foreignKeys ?? foreignKeys ?? null;
}
