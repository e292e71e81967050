import { createHash } from 'node:crypto';

import { code } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { Migration, SourceDefect, SqlSource } from '../../model/migration.ts';
import type { DialectId } from '../../model/project.ts';
import { blankOutside, type Stretch } from '../blank-outside.ts';
import { maskComments, withoutComments } from '../mask-sql.ts';
import type { SqlFile } from '../sql-file.ts';
import { delimiterPattern, withSemicolons } from './end-delimiter.ts';
import type { Assumption, Material } from './framework.ts';
import { optedOutInOneMessage } from './one-message.ts';
import { transactionOf, type TransactionFacts } from './transaction-mode.ts';

/** An author may hold spaces. */
const MARK = /^[ \t]*--[ \t]*changeset[ \t]+("[^"\n]*"|[^:\n]+):[ \t]*("[^"\n]*"|\S+)(.*)$/gim;
const ATTRIBUTE = /(\w+):("[^"]*"|\S+)/g;
const ROLLBACK_LINE = /^[ \t]*--[ \t]*rollback[ \t]+(.*)$/gim;
const ROLLBACK_BLOCK = /\/\*[ \t]*liquibase[ \t]+rollback\b([^]*?)\*\//gi;
/** Words instead of SQL: nothing to take back, or the rollback of another changeset. */
const NO_SQL = /^(?:not required|empty|changesetid\b|changesetauthor\b|changesetpath\b)/i;

const PRECONDITION = /^[ \t]*--[ \t]*precondition/im;
const CONTEXTS = ['context', 'contexts', 'contextfilter'];

/** How `dbms:` calls the dialects. */
const NAMES: Readonly<Record<DialectId, readonly string[]>> = {
  postgres: ['postgresql'],
  mysql: ['mysql', 'mariadb'],
  sqlite: ['sqlite'],
};

interface Changeset {
  readonly id: string;
  readonly body: Stretch;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Changesets of a file that run only under conditions of the command line or of the database. */
export function conditionsIn({ path, text }: SqlFile, material: Material): Assumption[] {
  return changesetsIn(text)
    .filter(({ attributes }) => isMeant(attributes, material))
    .flatMap(({ id, body, attributes }) => {
      const under = [
        ...(PRECONDITION.test(text.slice(body.start, body.end)) ? ['its preconditions'] : []),
        ...(CONTEXTS.some((name) => attributes.has(name)) ? ['its context'] : []),
        ...(attributes.has('labels') ? ['its labels'] : []),
      ];
      if (under.length === 0) return [];
      const detail = `Whether changeset ${code(id)} of ${code(path)} runs under ${listInWords(under)}: it is reviewed as if it ran.`;
      return [{ path, version: id, text: detail }];
    });
}

/** The changesets of a formatted file that are for the dialect, in order; each keeps the offsets of the file. */
export function readChangesets(file: SqlFile, material: Material): Migration[] {
  const above = strayAbove(file.text);
  return changesetsIn(file.text)
    .filter(({ attributes }) => isMeant(attributes, material))
    .map((changeset) => migrationOf(file, changeset, { ...material, above }));
}

function changesetsIn(text: string): Changeset[] {
  const marks = [...text.matchAll(MARK)];
  return marks.map((mark, index) => ({
    id: unquoted(mark[2] ?? ''),
    body: { start: mark.index + mark[0].length, end: marks[index + 1]?.index ?? text.length },
    attributes: new Map(
      [...(mark[3] ?? '').matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [
        name.toLowerCase(),
        unquoted(value),
      ]),
    ),
  }));
}

function isMeant(attributes: Changeset['attributes'], { dialect }: Material): boolean {
  if (attributes.get('ignore')?.toLowerCase() === 'true') return false;
  const wanted =
    attributes
      .get('dbms')
      ?.toLowerCase()
      .split(/\s*,\s*/) ?? [];
  if (wanted.length === 0 || wanted.includes('all')) return true;
  const names = NAMES[dialect];
  if (names.some((name) => wanted.includes(`!${name}`))) return false;
  return names.some((name) => wanted.includes(name)) || wanted.every((word) => word.startsWith('!'));
}

interface Circumstances {
  readonly told: Material['told'];
  readonly dialect: Material['dialect'];
  readonly above: SourceDefect | null;
}

function migrationOf(
  file: SqlFile,
  changeset: Changeset,
  { told, dialect, above }: Circumstances,
): Migration {
  const { id, body, attributes } = changeset;
  const own = file.text.slice(body.start, body.end);
  const text = blankOutside(file.text, [body]);
  const { defect, ...transaction } = transactionOf({ text: own, told, ...howRun(own, attributes, dialect) });
  const up = {
    path: file.path,
    text: delimited(text, attributes.get('enddelimiter')),
    defect: file.defect ?? above ?? defect,
  };
  const isRepeated = ['runonchange', 'runalways'].some((name) => attributes.get(name) === 'true');
  return {
    version: id,
    name: file.place.name,
    path: file.path,
    up,
    down: rollbackOf(file, changeset),
    ...transaction,
    checksum: createHash('sha256').update(normalized(own)).digest('hex'),
    ...(isRepeated ? { repeatable: true } : {}),
  };
}

function howRun(
  text: string,
  attributes: Changeset['attributes'],
  dialect: Material['dialect'],
): Pick<TransactionFacts, 'inFile' | 'usual'> {
  const usual = { mode: 'per-migration', is: 'stated' } as const;
  if (attributes.get('runintransaction')?.toLowerCase() !== 'false') return { inFile: null, usual };
  return attributes.get('splitstatements') === 'false'
    ? optedOutInOneMessage(text, dialect)
    : { inFile: 'none', usual };
}

function delimited(text: string, written: string | undefined): string {
  const delimiter = written?.replace(/\\n/g, '') ?? ';';
  return delimiter.trim() === '' || delimiter === ';'
    ? text
    : withSemicolons(text, delimiterPattern(delimiter));
}

/** The SQL after `--rollback`, in place; null when there is none. */
function rollbackOf(file: SqlFile, { body: { start, end }, attributes }: Changeset): SqlSource | null {
  const own = file.text.slice(start, end);
  const stretches = [...own.matchAll(ROLLBACK_LINE), ...own.matchAll(ROLLBACK_BLOCK)].flatMap((match) => {
    const sql = match[1] ?? '';
    if (sql.trim() === '' || NO_SQL.test(sql.trim())) return [];
    const at = start + match.index + match[0].lastIndexOf(sql);
    return [{ start: at, end: at + sql.length }];
  });
  if (stretches.length === 0) return null;
  stretches.sort((left, right) => left.start - right.start);
  const text = delimited(blankOutside(file.text, stretches), attributes.get('rollbackenddelimiter'));
  return { path: file.path, text, defect: file.defect };
}

/** SQL above the first changeset belongs to none, and nobody runs it. */
function strayAbove(text: string): SourceDefect | null {
  const first = text.search(new RegExp(MARK.source, 'im'));
  const preamble = first === -1 ? text : text.slice(0, first);
  const at = maskComments(preamble)
    .replace(/\uFEFF/, ' ')
    .search(/\S/);
  if (at === -1) return null;
  const before = preamble.slice(0, at);
  const reason = 'has SQL above the first "--changeset", which is never run';
  return { reason, offset: Buffer.byteLength(before), line: before.split('\n').length };
}

/** As Liquibase compares changesets: comments and layout do not count. */
function normalized(text: string): string {
  return withoutComments(text).replace(/\s+/g, ' ').trim();
}

function unquoted(word: string): string {
  return word.replace(/^"(.*)"$/, '$1');
}
