import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Most bytes that a packed text may unfold to; what claims more was not packed by us. */
const LARGEST = 4 * 1024 * 1024;

/** A value as text of letters, digits, `-` and `_`; the same value gives the same text. */
export function packed(value: unknown): string {
  return deflateRawSync(JSON.stringify(value), { level: 9 }).toString('base64url');
}

/** What was packed; null when the text is not such. */
export function unpacked(text: string): unknown {
  try {
    return JSON.parse(
      inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: LARGEST }).toString('utf8'),
    );
  } catch {
    return null;
  }
}
