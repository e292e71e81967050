import { LAYOUTS } from '../model/layout.ts';
import { usageProblem } from '../model/problem.ts';
import type { ProjectSettings } from '../model/project-settings.ts';
import type { ChangeRequest } from './change-request.ts';
import { FRAMEWORKS } from './frameworks/index.ts';
import type { Shape } from './frameworks/shapes.ts';
import { isBelow } from './path-parts.ts';

/** One folder to look through. */
export interface Scope {
  readonly folder: string;
  /** `named` by a person, so that finding nothing is an error; `anywhere` looks through the whole repository. */
  readonly kind: 'named' | 'anywhere';
  readonly settings: ProjectSettings | null;
}

/**
 * Where to look: the folders asked for, else the configured projects, else everywhere.
 *
 * @throws Problem `folder-outside` for a folder that is not in the repository.
 */
export function scopesOf({ folders, projects }: ChangeRequest): Scope[] {
  const configured = projects.map((settings): Scope => {
    return { folder: cleanFolder(settings.path), kind: 'named', settings };
  });
  if (folders.length === 0 && configured.length === 0) {
    return [{ folder: '.', kind: 'anywhere', settings: null }];
  }
  if (folders.length === 0) return configured;
  return folders.map(cleanFolder).flatMap((folder): Scope[] => {
    const within = configured.filter((scope) => scope.folder === folder || isBelow(scope.folder, folder));
    const exact = within.some((scope) => scope.folder === folder);
    if (exact) return within;
    const around = configured.find((scope) => isBelow(folder, scope.folder));
    return [...within, { folder, kind: 'named', settings: around?.settings ?? null }];
  });
}

/** Shapes that a layout can have; all without a layout. */
export function shapesOf(layout: (typeof LAYOUTS)[number] | null): Shape[] {
  return FRAMEWORKS.filter(({ id }) => layout === null || id === layout).flatMap(({ shapes }) => shapes);
}

function cleanFolder(folder: string): string {
  const parts = folder.split('/').filter((part) => part !== '' && part !== '.');
  if (folder.startsWith('/') || parts.includes('..')) {
    throw usageProblem(
      'folder-outside',
      `${folder} is not a folder of this repository.`,
      'Name folders relative to the repository root.',
    );
  }
  return parts.length === 0 ? '.' : parts.join('/');
}
