import type { Readable, Writable } from 'node:stream';

/** Bytes of the length that goes before a frame. */
const LENGTH = 4;

/** No database that is rehearsed comes near; more than this is no answer of ours. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Sends bytes with their length before them. */
export function writeFrame(stream: Writable, bytes: Uint8Array): void {
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32BE(bytes.length);
  stream.write(length);
  stream.write(bytes);
}

/** The next frame of a stream; null when the stream ends before, or the frame is too large. */
export function readFrame(stream: Readable): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let received = 0;
    let wanted: number | null = null;
    const finish = (frame: Buffer | null): void => {
      stream.off('data', take).off('end', giveUp).off('close', giveUp).off('error', giveUp).pause();
      resolve(frame);
    };
    const giveUp = (): void => {
      finish(null);
    };
    const take = (piece: Buffer): void => {
      pieces.push(piece);
      received += piece.length;
      if (received < LENGTH) return;
      wanted ??= lengthIn(pieces);
      if (wanted > MOST_BYTES) finish(null);
      else if (received >= LENGTH + wanted) finish(Buffer.concat(pieces).subarray(LENGTH, LENGTH + wanted));
    };
    stream.on('data', take).on('end', giveUp).on('close', giveUp).on('error', giveUp);
  });
}

function lengthIn(pieces: readonly Buffer[]): number {
  return Buffer.concat(pieces).readUInt32BE(0);
}
