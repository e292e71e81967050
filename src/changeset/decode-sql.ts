import type { SourceDefect } from '../model/migration.ts';

export interface DecodedSql {
  /** A byte order mark stays the first character, so that offsets count the file as it is on disk. */
  readonly text: string;
  readonly defect: SourceDefect | null;
}

const AS_UTF8 = 'Save the file as UTF-8.';
const NO_NUL = 'Take the NUL byte out; PostgreSQL does not take one in any text.';

const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of a SQL file. What is not UTF-8, or holds a NUL byte, is kept as far as it goes and marked defective. */
export function decodeSql(bytes: Uint8Array): DecodedSql {
  const text = lenient.decode(bytes);
  const reason = utf16(bytes);
  if (reason !== null) return { text, defect: { reason, instead: AS_UTF8, offset: 0, line: 1 } };
  const invalid = text.includes('\uFFFD') ? firstInvalid(bytes) : null;
  if (invalid !== null)
    return { text, defect: defectAt(bytes, invalid, 'the file is not valid UTF-8', AS_UTF8) };
  const nul = bytes.indexOf(0);
  return { text, defect: nul === -1 ? null : defectAt(bytes, nul, 'the file holds a NUL byte', NO_NUL) };
}

function utf16([first, second]: Uint8Array): string | null {
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return marked ? 'the file is UTF-16, save it as UTF-8' : null;
}

function defectAt(bytes: Uint8Array, offset: number, reason: string, instead: string): SourceDefect {
  let line = 1;
  for (let at = bytes.indexOf(0x0a); at !== -1 && at < offset; at = bytes.indexOf(0x0a, at + 1)) line += 1;
  return { reason: `${reason} (byte ${offset}, line ${line})`, instead, offset, line };
}

/** Offset at which the bytes stop being UTF-8, found by halving; null when they are UTF-8 to the end. */
function firstInvalid(bytes: Uint8Array): number | null {
  if (validLength(bytes) === bytes.length) return null;
  let [good, bad] = [0, bytes.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (validLength(bytes.subarray(0, middle)) === null) bad = middle;
    else good = middle;
  }
  return validLength(bytes.subarray(0, good));
}

/** Bytes of whole characters, an unfinished one at the end left out; null when something before it is invalid. */
function validLength(bytes: Uint8Array): number | null {
  try {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return Buffer.byteLength(strict.decode(bytes, { stream: true }));
  } catch {
    return null;
  }
}
