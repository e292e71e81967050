import { MemoryFS } from '@electric-sql/pglite';
import { readArchive } from './archive.ts';
import type { FileSystem } from './file-system.ts';

export const DATA_FOLDER = '/pglite/data';

/** A file system in memory that starts with the prepared data directory, without copying it. */
export class PreparedData extends MemoryFS {
  readonly #archive: Uint8Array;

  constructor(archive: Uint8Array) {
    super();
    this.#archive = archive;
  }

  override initialSyncFs(): Promise<void> {
    if (this.pg === undefined) throw new Error('The engine is not there yet.');
    const files = this.pg.Module.FS as unknown as FileSystem;
    files.mkdirTree(DATA_FOLDER);
    for (const { name, data } of readArchive(this.#archive)) {
      const path = `${DATA_FOLDER}/${name}`;
      if (data === null) files.mkdirTree(path);
      else files.writeFile(path, data, { canOwn: true });
    }
    return Promise.resolve();
  }
}
