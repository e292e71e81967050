import type { PhrasingContent } from 'mdast';
import { name, text } from './nodes.ts';
import { clip, visibleLine } from './visible.ts';

/** Names of the reader's own objects and files, to be shown as code wherever a sentence holds them. */
export type Names = ReadonlySet<string>;

const LONGEST_SENTENCE = 700;

/** Quoted identifiers with what clings to them, runs of SQL keywords, words. */
const TOKENS = /[^\s"]*(?:"(?:[^"]|"")*"[^\s"]*)+|[A-Z]{2,}(?: [A-Z]{2,})+(?![\w"])|\S+/gu;

/** What GitHub turns into a ping, a reference, an emoji, a formula or a link. */
const ALIVE = /[@$`]|#\d|\bGH-\d|\b[0-9a-f]{7,}\b|:[\w+-]+:|:\/\/|\bwww\./iu;

/** What reads as an identifier or a file without being known: `user_id`, `users.email`, `AccessExclusiveLock`, `a.sql:3`. */
const NAME_LIKE = /^"|_|\p{L}\.(?:\p{L}{2}|")|\p{Ll}\p{Lu}|[.]sql\b|^[A-Z]{2,} [A-Z]/u;

const KEYWORDS = /^[A-Z]{2,}(?: [A-Z]{2,})+$/;

const PRODUCTS: Names = new Set(['PostgreSQL', 'MySQL', 'MariaDB', 'SQLite', 'PGlite', 'GitHub']);

/** A sentence with the names in it as code. Whatever else GitHub would act on becomes code as well. */
export function prose(sentence: string, names: Names): PhrasingContent[] {
  const line = clip(visibleLine(sentence), LONGEST_SENTENCE);
  const nodes: PhrasingContent[] = [];
  const opening = openingStatement(line, names);
  if (opening !== '') nodes.push(name(opening));
  let plain = '';
  let end = opening.length;
  for (const token of matchesAfter(line, end)) {
    const { lead, core, trail } = withoutPunctuation(token[0]);
    plain += line.slice(end, token.index) + lead;
    if (isName(core, names)) {
      addName(nodes, plain, core);
      plain = trail;
    } else {
      plain += core + trail;
    }
    end = token.index + token[0].length;
  }
  plain += line.slice(end);
  return plain === '' ? nodes : [...nodes, text(plain)];
}

/** The summary of a statement that the sentence begins with; empty when it begins otherwise. */
function openingStatement(line: string, names: Names): string {
  if (!/^[A-Z]{2,} /.test(line)) return '';
  for (let end = line.length; end > 0; end = line.lastIndexOf(' ', end - 1)) {
    const start = line.slice(0, end);
    if (names.has(start)) return start;
  }
  return '';
}

function matchesAfter(line: string, start: number): RegExpExecArray[] {
  const rest = [...line.slice(start).matchAll(TOKENS)];
  for (const match of rest) match.index += start;
  return rest;
}

/** `CREATE INDEX` and the name right after it are one piece of code. */
function addName(nodes: PhrasingContent[], plain: string, core: string): void {
  const last = nodes.at(-1);
  if (plain === ' ' && last?.type === 'inlineCode' && KEYWORDS.test(last.value)) {
    nodes[nodes.length - 1] = name(`${last.value} ${core}`);
    return;
  }
  if (plain !== '') nodes.push(text(plain));
  nodes.push(name(core));
}

function isName(core: string, names: Names): boolean {
  if (core === '' || PRODUCTS.has(core)) return false;
  return names.has(core) || ALIVE.test(core) || NAME_LIKE.test(core);
}

function withoutPunctuation(token: string): { lead: string; core: string; trail: string } {
  const lead = /^[([]*/.exec(token)?.[0] ?? '';
  let end = token.length;
  while (end > lead.length && isTrailing(token.slice(lead.length, end))) end -= 1;
  const core = token.slice(lead.length, end);
  const rest = token.slice(lead.length);
  // What only lives with its punctuation, such as an emoji, keeps it.
  if (ALIVE.test(rest) && !ALIVE.test(core)) return { lead, core: rest, trail: '' };
  return { lead, core, trail: token.slice(end) };
}

/** True when the last character belongs to the sentence, not to the name: a call keeps its closing parenthesis. */
function isTrailing(core: string): boolean {
  if (core.endsWith(')')) return core.split(')').length > core.split('(').length;
  return /[\],.;:!?]$/.test(core);
}
