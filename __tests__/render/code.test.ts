import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { code, stretchesOf, withoutCodeMarks } from '../../src/lib/code.ts';

const ticks = fc
  .array(fc.oneof(fc.constantFrom('`', '``', '```', ' ', '\n'), fc.string({ maxLength: 5 })), {
    maxLength: 8,
  })
  .map((pieces) => pieces.join(''));

test('what is marked as code comes back as code, whatever backticks it holds', () => {
  fc.assert(
    fc.property(ticks, (name) => {
      const line = name.replace(/\s+/gu, ' ').trim();
      const shown = line === '' ? '(empty)' : line;

      expect(stretchesOf(`Table ${code(name)} is there.`)).toEqual([
        { isCode: false, value: 'Table ' },
        { isCode: true, value: shown },
        { isCode: false, value: ' is there.' },
      ]);
      expect(withoutCodeMarks(`Table ${code(name)} is there.`)).toBe(`Table ${shown} is there.`);
    }),
  );
});

test('long SQL is cut at eighty characters, never within a character', () => {
  const [stretch] = stretchesOf(code('🙈'.repeat(100)));

  expect(stretch?.value.length).toBeLessThanOrEqual(80);
  expect(stretch?.value.endsWith('…')).toBe(true);
  expect(stretch?.value).not.toMatch(/\p{Cs}/u);
});

test('a backtick without its partner belongs to the words', () => {
  expect(stretchesOf('a ` b')).toEqual([{ isCode: false, value: 'a ` b' }]);
  expect(stretchesOf('a `` b ` c')).toEqual([{ isCode: false, value: 'a `` b ` c' }]);
});
