import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A server on loopback that speaks just enough of the protocol to say which version it is. */
export async function oldServer(version: string, major: number): Promise<{ url: string; close: () => void }> {
  const server = createServer((socket) => {
    serve(socket, [version, String(major)]);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { url: `postgres://someone:secret@127.0.0.1:${port}/postgres`, close: () => server.close() };
}

function serve(socket: Socket, answer: readonly string[]): void {
  let started = false;
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => {
    if (!started) {
      started = true;
      socket.write(Buffer.concat([message('R', Buffer.alloc(4)), READY]));
    } else if (bytes.toString('latin1', 0, 1) === 'Q') socket.write(rowOf(answer));
    else socket.end();
  });
}

const READY = message('Z', Buffer.from('I'));

/** One row with the columns `version` and `major`, all as text. */
function rowOf(values: readonly string[]): Buffer {
  const columns = ['version', 'major'].map((name) =>
    Buffer.concat([Buffer.from(`${name}\0`), Buffer.alloc(18)]),
  );
  const cells = values.flatMap((value) => [int32(value.length), Buffer.from(value)]);
  const count = Buffer.from([0, values.length]);
  return Buffer.concat([
    message('T', Buffer.concat([count, ...columns])),
    message('D', Buffer.concat([count, ...cells])),
    message('C', Buffer.from('SELECT 1\0')),
    READY,
  ]);
}

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
