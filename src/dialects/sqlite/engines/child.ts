import { Socket } from 'node:net';
import { readFrame, writeFrame } from '../../engine-process/frames.ts';
import { fixChance } from '../../engine-process/inside/fixed-chance.ts';
import { freezeClock } from '../../engine-process/inside/frozen-clock.ts';
import { serve, signOfLife } from '../../engine-process/inside/serve.ts';
import { PIPE, type Answers, type ChildStart, type Request } from '../../engine-process/requests.ts';
import { readDigests } from './inside/digests.ts';
import { guarded } from './inside/guarded.ts';
import { loadLibrary } from './inside/library.ts';
import { Marks } from './inside/marks.ts';
import { bringBack } from './inside/moment.ts';
import { Observer } from './inside/observer.ts';
import { runTexts } from './inside/run.ts';
import { Session } from './inside/session.ts';
import { takeSnapshot, unpackSnapshot } from './inside/snapshot.ts';
import type { SqliteStart } from './settings.ts';

/** The locked-down process that holds the embedded engine: locks itself down, starts, answers, dies. */
const start = JSON.parse(process.argv[2] ?? '{}') as ChildStart & SqliteStart;
const clock = freezeClock();
const chance = fixChance();

const pipe = new Socket({ fd: PIPE });
const snapshot = start.fromSnapshot ? readFrame(pipe) : null;
const session = new Session(await loadLibrary(), start.settings, chance);
const observer = new Observer(session);
const marks = new Marks(session);
if (snapshot !== null) await startFrom(await snapshot);
// SQL can lower this limit, never raise it: https://www.sqlite.org/pragma.html#pragma_hard_heap_limit
session.connection.tell(`PRAGMA hard_heap_limit = ${start.heap}`);

serve((request) => guarded(() => answerTo(request)));

async function answerTo(request: Request): Promise<Answers[Request['kind']]> {
  clock.reset();
  switch (request.kind) {
    case 'run':
      return runTexts(session.connection, request, signOfLife(clock));
    case 'observe':
      return observer.observe(request);
    case 'digests':
      return readDigests(session.connection, request.relations);
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

/** A child that gets no snapshot must not start: it would stand on an empty database. */
async function startFrom(bytes: Uint8Array | null): Promise<void> {
  if (bytes === null) throw new Error('The snapshot did not come.');
  bringBack(session, await unpackSnapshot(bytes));
}

/** Packs and sends in the background. */
function sendSnapshot(): boolean {
  const pack = takeSnapshot(session);
  void pack?.().then((bytes) => {
    writeFrame(pipe, bytes);
  });
  return pack !== null;
}
