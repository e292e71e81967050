import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Command } from '../../src/conversation/command.ts';
import { parseCommand } from '../../src/conversation/parse-command.ts';

const DAY = '2026-12-01';
const accept = (changes: Partial<Extract<Command, { kind: 'accept' }>>): Command => ({
  kind: 'accept',
  rule: 'drop-in-use',
  object: null,
  until: DAY,
  because: 'it is known',
  ...changes,
});

describe('what is read', () => {
  test.each<[string, Command]>([
    ['/holdpoint', { kind: 'help' }],
    ['/holdpoint help', { kind: 'help' }],
    ['/HoldPoint   ReCheck', { kind: 'recheck' }],
    ['\n  /holdpoint plan  \nand more', { kind: 'plan' }],
    ['/holdpoint explain drop-in-use', { kind: 'explain', rule: 'drop-in-use' }],
    [`/holdpoint accept drop-in-use until ${DAY} because it is known`, accept({})],
    [`/holdpoint accept drop-in-use until ${DAY} because it is known\r\nRegards`, accept({})],
    [
      `/holdpoint accept drop-in-use users.legacy UNTIL ${DAY} BECAUSE it is known`,
      accept({ object: 'users.legacy' }),
    ],
    [
      `/holdpoint accept \`drop-in-use\` \`"Old Users".x\` until ${DAY} because it is known`,
      accept({ object: '"Old Users".x' }),
    ],
    [
      `/holdpoint accept drop-in-use "my table" until ${DAY} because it is known`,
      accept({ object: 'my table' }),
    ],
    [
      `/holdpoint accept drop-in-use until ${DAY} because until because --> @all ü😀`,
      accept({ because: 'until because --> @all ü😀' }),
    ],
    ['/holdpoint revoke drop-in-use', { kind: 'revoke', rule: 'drop-in-use', object: null }],
    ['/holdpoint revoke drop-in-use users', { kind: 'revoke', rule: 'drop-in-use', object: 'users' }],
    ['/holdpoint attest on-call-assigned', { kind: 'attest', item: 'on-call-assigned' }],
    ['/holdpoint go Expand', { kind: 'rule', ruling: 'go', phase: 'expand', because: null }],
    [
      '/holdpoint no-go contract because not today',
      { kind: 'rule', ruling: 'no-go', phase: 'contract', because: 'not today' },
    ],
  ])('%j', (text, command) => {
    expect(parseCommand(text)).toEqual(command);
  });

  test.each([
    '',
    'I like /holdpoint help',
    '> /holdpoint help',
    '/holdpointhelp',
    'Hello\n/holdpoint help',
    '`/holdpoint help`',
  ])('%j is not for us', (text) => {
    expect(parseCommand(text)).toBeNull();
  });
});

describe('what cannot be read says why, and how it is written', () => {
  test.each([
    ['/holdpoint acept x', 'Did you mean `accept`?'],
    ['/holdpoint accept', 'names no rule'],
    ['/holdpoint accept drop-in-use because x', 'needs the day'],
    ['/holdpoint accept drop-in-use until tomorrow because x', '`tomorrow` is not a day'],
    ['/holdpoint accept drop-in-use until 2026-02-30 because x', '`2026-02-30` is not a day'],
    ['/holdpoint accept drop-in-use until 2026-13-01 because x', 'is not a day'],
    [`/holdpoint accept drop-in-use until ${DAY}`, 'needs its reason'],
    [`/holdpoint accept drop-in-use until ${DAY} because   `, 'needs its reason'],
    ['/holdpoint accept until 2026-12-01 because x', 'names no rule'],
    ['/holdpoint explain', 'names no rule'],
    ['/holdpoint revoke', 'names no rule'],
    ['/holdpoint attest', 'names no item'],
    ['/holdpoint go', 'names no phase'],
    ['/holdpoint go expnd', 'did you mean `expand`'],
    ['/holdpoint no-go expand', 'needs its reason'],
    ['/holdpoint constructor', 'There is no command `constructor`'],
  ])('%j', (text, why) => {
    const command = parseCommand(text);
    expect(command).toMatchObject({ kind: 'unreadable', why: expect.stringContaining(why) as unknown });
  });
});

test('a reason is cut to a length that the comment can hold', () => {
  const command = parseCommand(`/holdpoint no-go expand because ${'x'.repeat(5000)}`);
  expect(command).toMatchObject({ because: 'x'.repeat(500) });
});

test('no text makes it stop', () => {
  const part = fc.constantFrom(
    '/holdpoint',
    'accept',
    'until',
    'because',
    DAY,
    '`',
    '"',
    ' ',
    '\r\n',
    '-->',
    'no-go',
    '@a',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(part).map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(text, (each) => {
      const command = parseCommand(each);
      expect(command === null || typeof command.kind === 'string').toBe(true);
      parseCommand(`/holdpoint ${each}`);
    }),
  );
});
