import type { DialectId } from '../model/project.ts';

/** What the name of a migration file or folder says. */
export interface FileName {
  readonly version: string;
  readonly name: string;
  readonly direction: 'up' | 'down';
  readonly directed: boolean;
  readonly only: DialectId | null;
}

/** `V1.2__name`, `V1_2__name`; `U` undoes. */
const FLYWAY = /^([vu])(\d+(?:[._]\d+)*)__(.*)$/i;
/** `R__name`: run again whenever it changes, after everything that has a version. */
const REPEATABLE = /^r__(.+)$/i;
/** `2024-01-31-120000_name`, `2024_01_31_name`. */
const DATED = /^(\d{4}([-_])\d{2}\2\d{2}(?:[-_T]\d{4,6})?)(?:[-_ ](.*))?$/;
/** `0001_name`, `20260101120000-name`, `1`, `1.2_name`, `V0001.Name`. */
const NUMBERED = /^v?(\d+(?:\.\d+)*)(?:[-_. ]+(.*))?$/i;

/** `001.do.name`, `001.undo.name`. */
const DO_UNDO = /^(\d+)\.((?:un)?do)(?:\.(.*))?$/i;

const DIRECTIONS: ReadonlyMap<string, 'up' | 'down'> = new Map([
  ['up', 'up'],
  ['do', 'up'],
  ['down', 'down'],
  ['undo', 'down'],
  ['rollback', 'down'],
]);

const DIALECT_WORDS: ReadonlyMap<string, DialectId> = new Map([
  ['postgres', 'postgres'],
  ['postgresql', 'postgres'],
  ['pgsql', 'postgres'],
  ['pg', 'postgres'],
  ['mysql', 'mysql'],
  ['mariadb', 'mysql'],
  ['sqlite', 'sqlite'],
  ['sqlite3', 'sqlite'],
]);

/** The dialect that a word of a file or folder name stands for; null for any other word. */
export function dialectOfWord(word: string): DialectId | null {
  return DIALECT_WORDS.get(word.toLowerCase()) ?? null;
}

/** A name without the ending that says its direction: `0001_x.down`; null when it has none. */
export function splitDirection(stem: string): readonly [rest: string, direction: 'up' | 'down' | null] {
  return split(stem, (word) => DIRECTIONS.get(word.toLowerCase()) ?? null);
}

/** Version, name and direction from a file name without `.sql`, or from a folder name; null without a version. */
export function readFileName(stem: string): FileName | null {
  const [undirected, ending] = splitDirection(stem);
  const [bare, only] = split(undirected, dialectOfWord);
  const parts = flyway(bare) ?? repeatable(bare) ?? doUndo(bare) ?? versioned(bare);
  if (parts === null) return null;
  const direction = parts.direction ?? ending;
  return {
    version: parts.version,
    name: parts.name,
    direction: direction ?? 'up',
    directed: direction !== null,
    only,
  };
}

interface NameParts {
  readonly version: string;
  readonly name: string;
  readonly direction: 'up' | 'down' | null;
}

function flyway(bare: string): NameParts | null {
  const [, letter, version, name = ''] = FLYWAY.exec(bare) ?? [];
  if (version === undefined) return null;
  return { version, name, direction: letter?.toLowerCase() === 'u' ? 'down' : null };
}

/** The description is all that tells repeatable migrations apart; letters sort after all numbers. */
function repeatable(bare: string): NameParts | null {
  const [, name] = REPEATABLE.exec(bare) ?? [];
  return name === undefined ? null : { version: `R__${name}`, name, direction: null };
}

function doUndo(bare: string): NameParts | null {
  const [, version, word = '', name = ''] = DO_UNDO.exec(bare) ?? [];
  if (version === undefined) return null;
  return { version, name, direction: DIRECTIONS.get(word.toLowerCase()) ?? null };
}

function versioned(bare: string): NameParts | null {
  const [, date, , described = ''] = DATED.exec(bare) ?? [];
  if (date !== undefined) return { version: date, name: described, direction: null };
  const [, version, name = ''] = NUMBERED.exec(bare) ?? [];
  return version === undefined ? null : { version, name, direction: null };
}

/** Takes a known word off the end of a dotted name. */
function split<Meaning>(
  stem: string,
  meaning: (word: string) => Meaning | null,
): readonly [rest: string, meaning: Meaning | null] {
  const dot = stem.lastIndexOf('.');
  const found = dot <= 0 ? null : meaning(stem.slice(dot + 1));
  return found === null ? [stem, null] : [stem.slice(0, dot), found];
}
