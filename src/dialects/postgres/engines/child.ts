import { readFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { readFrame, writeFrame } from '../../engine-process/frames.ts';
import { fixChance } from '../../engine-process/inside/fixed-chance.ts';
import { freezeClock } from '../../engine-process/inside/frozen-clock.ts';
import { serve, signOfLife } from '../../engine-process/inside/serve.ts';
import { PIPE, type Answers, type ChildStart, type Request } from '../../engine-process/requests.ts';
import { allowOnly } from './inside/allowed-modules.ts';
import { bootEngine } from './inside/boot.ts';
import { Digests } from './inside/digests.ts';
import { embeddedPlanner } from './inside/embedded-planner.ts';
import { EmbeddedSession } from './inside/embedded-session.ts';
import type { FileSystem } from './inside/file-system.ts';
import { Marks } from './inside/marks.ts';
import { observe } from './inside/observe/observe.ts';
import { replaceRandomDevices } from './inside/random-devices.ts';
import { runTexts } from './inside/run.ts';
import { takeSnapshot, unpackSnapshot, type Unpacked } from './inside/snapshot.ts';
import { stubMissingExtensions } from './inside/stub-extensions.ts';
import type { PgliteStart } from './pglite.ts';

/** The locked-down process that holds the embedded engine: locks itself down, starts, answers, dies. */
const WASM_PAGE = 65_536;

const start = JSON.parse(process.argv[2] ?? '{}') as ChildStart & PgliteStart;
const clock = freezeClock();
const chance = fixChance();
const hashes = JSON.parse(await readFile(join(start.folder, 'modules.json'), 'utf8')) as readonly string[];
const modules = allowOnly(new Set(hashes), Math.floor(start.heap / WASM_PAGE));

const pipe = new Socket({ fd: PIPE });
const snapshot = start.fromSnapshot ? receiveSnapshot() : null;
const database = snapshot?.then((unpacked) => unpacked.database) ?? null;
const engine = await bootEngine(start.folder, start.extensions, database);
const files = engine.Module.FS as unknown as FileSystem;
replaceRandomDevices(files, chance);
const stubbed = stubMissingExtensions(files, start.extensions);
const session = new EmbeddedSession(engine, clock);
const digests = new Digests(session);
const means = { planner: embeddedPlanner(session, files), others: null };
const marks = new Marks(engine, session, { chance, modules });
if (snapshot !== null) chance.state = (await snapshot).chance;

serve(answerTo, stubbed);

async function answerTo(request: Request): Promise<Answers[Request['kind']]> {
  switch (request.kind) {
    case 'run':
      return runTexts(session, request, signOfLife(clock));
    case 'observe':
      return observe(session, means, request);
    case 'digests':
      return digests.read(request.relations);
    case 'mark':
      return marks.take();
    case 'rewind':
      marks.rewind(request.mark);
      return null;
    case 'release':
      marks.release(request.mark);
      return null;
    case 'snapshot':
      return sendSnapshot();
  }
}

/** The database to start from. A child that gets none must not start: it would stand on an empty one. */
async function receiveSnapshot(): Promise<Unpacked> {
  const bytes = await readFrame(pipe);
  if (bytes === null) throw new Error('The snapshot did not come.');
  return unpackSnapshot(bytes);
}

/** Packs and sends in the background. */
async function sendSnapshot(): Promise<boolean> {
  const pack = await takeSnapshot(session, files, chance);
  void pack?.().then((bytes) => {
    writeFrame(pipe, bytes);
  });
  return pack !== null;
}
