import type { NoPart, Part } from './part.ts';
import type { Scene } from './scene.ts';

/** Finds the changes of one kind in a migration. An answer without a part says why there is none. */
export type Kind = (scene: Scene, taken: ReadonlySet<number>) => readonly (Part | NoPart)[];
