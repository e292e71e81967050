import { nextByte, type FixedChance } from '../../../engine-process/inside/fixed-chance.ts';
import type { FileSystem } from './file-system.ts';

/** The engine's own random devices read ahead, which a rewind could not take back; these do not. */
export function replaceRandomDevices(files: FileSystem, chance: FixedChance): void {
  for (const name of ['random', 'urandom']) {
    files.unlink(`/dev/${name}`);
    files.createDevice('/dev', name, () => nextByte(chance));
  }
}
