import { byCloseness } from '../../lib/nearest.ts';
import { usageProblem } from '../../model/problem.ts';
import type { NamedColumns, Requirement } from '../../model/requirement.ts';
import { FORMS, type Form } from './forms.ts';
import { Reader } from './reader.ts';

type Parse = (reader: Reader) => Requirement;

/**
 * Reads a requirement such as `rename users.email to users.email_address`.
 *
 * @throws Problem `requirement` that names the word that does not fit, and the nearest form.
 */
export function parseRequirement(line: string): Requirement {
  const reader = new Reader(line);
  const parse = PARSERS[reader.word];
  if (parse === undefined) throw unknownForm(line);
  const requirement = parse(reader);
  reader.end();
  return requirement;
}

const PARSERS: Readonly<Record<string, Parse>> = {
  rename: (reader) => {
    reader.words('rename');
    return reader.takes('table') ? renameTable(reader) : renameColumn(reader);
  },
  change: changeType,
  drop: (reader) => {
    reader.words('drop');
    reader.form = 'drop table TABLE';
    if (reader.takes('table')) return { kind: 'drop-table', table: reader.table() };
    reader.form = 'drop TABLE.COLUMN';
    return { kind: 'drop-column', ...reader.column() };
  },
  make: (reader) => {
    reader.form = 'make TABLE.COLUMN not null';
    reader.words('make');
    const column = reader.column();
    reader.words('not', 'null');
    return { kind: 'set-not-null', ...column };
  },
  add: (reader) => {
    reader.form = 'add TABLE.COLUMN TYPE';
    reader.words('add');
    return { kind: 'add-column', ...reader.column(), type: reader.rest('a type') };
  },
  split: splitTable,
  merge: (reader) => {
    reader.form = 'merge table TABLE into TABLE';
    reader.words('merge', 'table');
    const table = reader.table();
    reader.words('into');
    return { kind: 'merge-table', table, into: reader.table() };
  },
};

/** `users.email to email_address`, or with its table again. */
function renameColumn(reader: Reader): Requirement {
  reader.form = 'rename TABLE.COLUMN to COLUMN';
  const { table, column } = reader.column();
  reader.words('to');
  const path = reader.table().split('.');
  const to = path.pop() ?? '';
  if (path.length > 0 && path.join('.') !== table) throw reader.problem(`a column of ${table}`, -1);
  return { kind: 'rename-column', table, column, to };
}

function renameTable(reader: Reader): Requirement {
  reader.form = 'rename table TABLE to TABLE';
  const table = reader.table();
  reader.words('to');
  return { kind: 'rename-table', table, to: reader.name() };
}

function changeType(reader: Reader): Requirement {
  reader.form = 'change type of TABLE.COLUMN to TYPE';
  reader.words('change', 'type', 'of');
  const column = reader.column();
  reader.words('to');
  return { kind: 'change-type', ...column, type: reader.rest('a type') };
}

function splitTable(reader: Reader): Requirement {
  reader.form = 'split table TABLE into TABLE (COLUMN, …) and TABLE (COLUMN, …)';
  reader.words('split', 'table');
  const table = reader.table();
  reader.words('into');
  const into = [columnsOf(reader)];
  do {
    reader.words('and');
    into.push(columnsOf(reader));
  } while (!reader.isAtEnd);
  return { kind: 'split-table', table, into };
}

function columnsOf(reader: Reader): NamedColumns {
  const table = reader.table();
  reader.words('(');
  const columns = [reader.name()];
  while (reader.takes(',')) columns.push(reader.name());
  reader.words(')');
  return { table, columns };
}

function unknownForm(line: string): Error {
  const [first = ''] = line.trim().split(/\s+/);
  const verbs = FORMS.map((form) => form.split(' ')[0] ?? '');
  const [verb] = byCloseness(first, [...new Set(verbs)]);
  const near = FORMS.filter((form: Form) => form.startsWith(`${verb ?? ''} `));
  return usageProblem(
    'requirement',
    first === '' ? 'The requirement is empty.' : `A requirement does not begin with "${first}".`,
    `Write: ${near.join(', or ')}.`,
  );
}
