import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { archivesFor } from './bundled-extensions.ts';
import { PreparedData } from './data-directory.ts';

const unpack = promisify(brotliDecompress);

/** More than any of them has, so that they come out in one piece. */
const IN_ONE_PIECE = { chunkSize: 16 * 1024 * 1024 };

/** Later ones win. `-O` of the defaults would allow changes to system tables. */
const SETTINGS: Readonly<Record<string, string>> = {
  search_path: '"$user", public',
  shared_buffers: '16MB',
  // More than this overruns the stack of WebAssembly instead of raising an error.
  max_stack_depth: '200kB',
  autovacuum: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // Stand-ins for tablespaces have no folder of their own.
  allow_in_place_tablespaces: 'on',
};

const START_PARAMETERS = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-O'),
  ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];

/** PGlite without what we do not need and with an answer where it would throw across WebAssembly. */
class EmbeddedPostgres extends PGlite {
  /** Arrays arrive as text; the query that looks up their types costs more than the rest of the start. */
  override async _initArrayTypes(): Promise<void> {
    // Nothing to look up.
  }

  /** No program is ever started; zero makes the server raise an ordinary error. */
  override handleExternalCmd(command: string, mode: string): number {
    return command.startsWith('locale -a') ? super.handleExternalCmd(command, mode) : 0;
  }
}

/** Files that are handed over as they are, where a blob would copy them piece by piece. */
class Bundle extends Blob {
  readonly #bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super([]);
    this.#bytes = bytes;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = this.#bytes;
    return Promise.resolve(buffer.slice(byteOffset, byteOffset + byteLength));
  }
}

/** Starts the engine from the assets of a folder, with the archives of the named extensions, on the database given, which is waited for meanwhile. */
export async function bootEngine(
  folder: string,
  extensions: readonly string[],
  database: Promise<Uint8Array> | null,
): Promise<PGlite> {
  const [wasm, files, data, archives] = await Promise.all([
    asset(folder, 'pglite.wasm.br').then((bytes) => WebAssembly.compile(bytes)),
    asset(folder, 'pglite.data.br'),
    database ?? asset(folder, 'pgdata.tar.br'),
    extensionArchives(folder, extensions),
  ]);
  const engine = new EmbeddedPostgres({
    pgliteWasmModule: wasm,
    fsBundle: new Bundle(files),
    fs: new PreparedData(data),
    extensions: archives,
    startParams: START_PARAMETERS,
  });
  await engine.waitReady;
  return engine;
}

async function asset(folder: string, name: string): Promise<Buffer<ArrayBuffer>> {
  return unpack(await readFile(join(folder, name)), IN_ONE_PIECE);
}

async function extensionArchives(folder: string, wanted: readonly string[]): Promise<Record<string, URL>> {
  if (wanted.length === 0) return {};
  const shipped = await readdir(join(folder, 'extensions'));
  const names = new Set(shipped.map((file) => file.replace(/[.]tar[.]gz$/, '')));
  const address = (name: string): URL => pathToFileURL(join(folder, 'extensions', `${name}.tar.gz`));
  return Object.fromEntries(archivesFor(wanted, names).map((name) => [name, address(name)]));
}
