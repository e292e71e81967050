import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { nearest } from '../lib/nearest.ts';
import { PHASES, USAGE } from './command.ts';
import type { Command, CommandWord, Phase } from './command.ts';

const LONGEST_REASON = 500;

/** The command in the first line of a comment; null when the comment is not for us. */
export function parseCommand(comment: string): Command | null {
  const [line = ''] = comment.trimStart().split(/\r\n|\r|\n/, 1);
  const match = /^\/holdpoint(?:[ \t]+(.*))?$/iu.exec(line);
  if (match === null) return null;
  const [words, because] = halves((match[1] ?? '').trim());
  const [verb = 'help', ...rest] = words;
  const word = verb.toLowerCase();
  if (!isCommandWord(word)) return unreadable(unknownVerb(verb), 'help');
  return READERS[word](rest, because);
}

/** The words before `because`, and the reason after it; null when there is none. */
function halves(text: string): [string[], string | null] {
  const match = /(?:^|\s)because(?=\s|$)/iu.exec(text);
  const before = match === null ? text : text.slice(0, match.index);
  const reason = match === null ? '' : text.slice(match.index + match[0].length).trim();
  return [wordsOf(before), reason === '' ? null : reason.slice(0, LONGEST_REASON)];
}

/** Words; backticks and quotes keep a name with spaces together. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`|"([^"]+)"|(\S+)/gu)].map(
    ([, ticked, quoted, plain]) => ticked ?? quoted ?? plain ?? '',
  );
}

type Reader = (words: readonly string[], because: string | null) => Command;

const READERS: Readonly<Record<CommandWord, Reader>> = {
  help: () => ({ kind: 'help' }),
  recheck: () => ({ kind: 'recheck' }),
  plan: () => ({ kind: 'plan' }),
  explain: ([rule]) =>
    rule === undefined ? unreadable('It names no rule.', 'explain') : { kind: 'explain', rule },
  accept: readAccept,
  revoke: ([rule, object]) =>
    rule === undefined
      ? unreadable('It names no rule.', 'revoke')
      : { kind: 'revoke', rule, object: object ?? null },
  attest: ([item]) =>
    item === undefined ? unreadable('It names no item.', 'attest') : { kind: 'attest', item },
  go: (words, because) => readRuling('go', words, because),
  'no-go': (words, because) =>
    because === null ? unreadable('A no-go needs its reason.', 'no-go') : readRuling('no-go', words, because),
};

function readAccept(words: readonly string[], because: string | null): Command {
  const at = words.findIndex((word) => word.toLowerCase() === 'until');
  const [rule, object] = at < 0 ? words : words.slice(0, at);
  const until = at < 0 ? undefined : words[at + 1];
  if (rule === undefined) return unreadable('It names no rule.', 'accept');
  if (until === undefined) return unreadable('An override needs the day on which it ends.', 'accept');
  if (!isDay(until)) return unreadable(`${code(until)} is not a day.`, 'accept');
  if (because === null) return unreadable('An override needs its reason.', 'accept');
  return { kind: 'accept', rule, object: object ?? null, until, because };
}

function readRuling(ruling: 'go' | 'no-go', [phase]: readonly string[], because: string | null): Command {
  const known = PHASES.find((one) => one === phase?.toLowerCase());
  if (known !== undefined) return { kind: 'rule', ruling, phase: known, because };
  return unreadable(
    phase === undefined ? 'It names no phase.' : `There is no phase ${code(phase)}${didYouMean(phase)}.`,
    ruling,
  );
}

function didYouMean(phase: string): string {
  const near: Phase | undefined = PHASES.find((one) => one === nearest(phase, PHASES));
  return near === undefined ? '' : `; did you mean ${code(near)}`;
}

/** A day of the calendar: `2026-02-30` is none. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function isCommandWord(word: string): word is CommandWord {
  return Object.hasOwn(USAGE, word);
}

function unknownVerb(verb: string): string {
  const known = Object.keys(USAGE);
  const near = nearest(verb.toLowerCase(), known);
  const guess =
    near === null ? `Commands are ${listInWords(codes(known), 9)}` : `Did you mean ${code(near)}?`;
  return `There is no command ${code(verb)}. ${guess}${near === null ? '.' : ''}`;
}

function unreadable(what: string, word: CommandWord): Command {
  return { kind: 'unreadable', why: `${what} It is written ${code(USAGE[word])}.` };
}
