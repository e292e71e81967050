import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { blankOutside } from '../../src/changeset/blank-outside.ts';
import { decodeSql } from '../../src/changeset/decode-sql.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));

describe('decodeSql', () => {
  test.each(['', 'SELECT 1;', '\uFEFFSELECT 1;\r\n', "SELECT '😀é\uFFFD';"])(
    'keeps %j to the byte',
    (text) => {
      expect(decodeSql(Buffer.from(text))).toEqual({ text, defect: null });
    },
  );

  test.each<[what: string, content: Uint8Array, reason: string, offset: number, line: number]>([
    [
      'Latin-1',
      bytes('SELECT 1;\nSELECT ', [0xe9], ';'),
      'the file is not valid UTF-8 (byte 17, line 2)',
      17,
      2,
    ],
    [
      'invalid after a multi-byte character',
      bytes('é\n😀', [0xff], 'x'),
      'the file is not valid UTF-8 (byte 7, line 2)',
      7,
      2,
    ],
    ['cut off', bytes('ab', [0xf0, 0x9f, 0x98]), 'the file is not valid UTF-8 (byte 2, line 1)', 2, 1],
    ['overlong', bytes('a', [0xc0, 0x80]), 'the file is not valid UTF-8 (byte 1, line 1)', 1, 1],
    ['NUL', bytes('a\n\nb', [0], 'c'), 'the file holds a NUL byte (byte 4, line 3)', 4, 3],
    [
      'UTF-16 little endian',
      Buffer.from('\uFEFFSELECT 1;', 'utf16le'),
      'the file is UTF-16, save it as UTF-8',
      0,
      1,
    ],
    ['UTF-16 big endian', bytes([0xfe, 0xff, 0, 0x53]), 'the file is UTF-16, save it as UTF-8', 0, 1],
  ])('%s is a defect', (...row) => {
    const [, content, reason, offset, line] = row;
    expect(decodeSql(content).defect).toEqual({ reason, instead: expect.any(String), offset, line });
  });

  test('the text of a defective file is never empty, so that it cannot pass for no statements', () => {
    expect(decodeSql(bytes([0xff], 'DROP TABLE users;')).text).toContain('DROP TABLE users;');
  });

  test('10 MB, with the flaw at the very end', () => {
    const content = Buffer.concat([Buffer.alloc(9_999_999, 'é\n'), Buffer.from([0xff])]);
    expect(decodeSql(content).defect?.offset).toBe(9_999_999);
  });

  test('the offset is where a strict reader stops, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 24 }), (content) => {
        const { defect } = decodeSql(content);
        const strict = (part: Uint8Array): string =>
          new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(part);
        if (defect === null) expect(() => strict(content)).not.toThrow();
        else expect(() => strict(content.subarray(0, defect.offset))).not.toThrow();
      }),
    );
  });
});

describe('blankOutside', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', ' ', '\n', '\r', '\r\n', 'é', '😀', '\uFEFF', '\u2028', '-'),
  });

  test('never changes byte length, line breaks or what it keeps', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(40), { maxLength: 6 }), (whole, cuts) => {
        const points = [...new Set(cuts)].map((cut) => boundary(whole, cut)).sort((a, b) => a - b);
        const kept = points.flatMap((start, at) => {
          const end = points[at + 1];
          return at % 2 === 0 && end !== undefined ? [{ start, end }] : [];
        });
        const blanked = blankOutside(whole, kept);
        expect(Buffer.byteLength(blanked)).toBe(Buffer.byteLength(whole));
        expect(breaks(blanked)).toEqual(breaks(whole));
        for (const { start, end } of kept) {
          const at = Buffer.byteLength(whole.slice(0, start));
          const piece = whole.slice(start, end);
          expect(Buffer.from(blanked).toString('utf8', at, at + Buffer.byteLength(piece))).toBe(piece);
        }
      }),
    );
  });

  /** Not within a surrogate pair. */
  function boundary(whole: string, cut: number): number {
    const at = Math.min(cut, whole.length);
    const code = whole.charCodeAt(at);
    return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
  }

  function breaks(whole: string): number[] {
    return [...Buffer.from(whole).entries()].flatMap(([at, byte]) =>
      byte === 0x0a || byte === 0x0d ? [at] : [],
    );
  }
});
