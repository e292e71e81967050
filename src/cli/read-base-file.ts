import type { ReadFile } from '../config/load-configuration.ts';
import type { Repository } from '../model/ports.ts';

/** Reads files as they are on the base: a change must not switch off its own gate. */
export function readBaseFile(repository: Repository): ReadFile {
  return async (path) => {
    const file = (await repository.list('base', '.')).find((each) => each.path === path);
    const [bytes] = file === undefined ? [] : await repository.read('base', [file]);
    return bytes ?? null;
  };
}
