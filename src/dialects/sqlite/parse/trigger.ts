import type { Change } from '../../../model/change.ts';
import { readIfNotExists } from './change-parts.ts';
import { createdName } from './create-table.ts';
import { displayName, quoteIdentifier } from './names.ts';
import { readSelect } from './select.ts';
import type { Reader } from './reader.ts';
import { readRows, ROW_VERBS, rowsChange } from './rows.ts';
import type { StatementFacts } from './statement-facts.ts';

type Inner = NonNullable<StatementFacts['inner']>[number];

/** What stands behind `CREATE TRIGGER`. */
export function readTrigger(reader: Reader, isTemporary: boolean): StatementFacts {
  const ifNotExists = readIfNotExists(reader);
  const name = createdName(reader, isTemporary);
  readEvent(reader);
  reader.expect('ON');
  const table = reader.qualifiedName();
  readCondition(reader);
  const inner = readBody(reader);
  const schema = table.schema ?? (isTemporary ? null : name.schema);
  const relation = displayName({ schema, name: table.name });
  const object = `${relation}.${quoteIdentifier(name.name)}`;
  return { changes: [{ kind: 'create-trigger', object, relation, ...ifNotExists }], inner };
}

function readEvent(reader: Reader): void {
  if (reader.accept('INSTEAD')) reader.expect('OF');
  else reader.accept('BEFORE', 'AFTER');
  const event = reader.expectOne('DELETE', 'INSERT', 'UPDATE');
  if (event === 'UPDATE' && reader.accept('OF')) reader.list(() => reader.name());
}

function readCondition(reader: Reader): void {
  if (reader.accept('FOR')) reader.expect('EACH', 'ROW');
  if (reader.accept('WHEN')) reader.expression();
}

function readBody(reader: Reader): Inner[] {
  const inner: Inner[] = [];
  reader.expect('BEGIN');
  do {
    const { start } = reader.token;
    const changes = [readStep(reader)];
    inner.push({ start, end: reader.end, changes });
    reader.expect(';');
  } while (!reader.accept('END'));
  return inner;
}

function readStep(reader: Reader): Change {
  const from = reader.tables.length;
  if (!reader.isAt(...ROW_VERBS)) return readSelect(reader, from);
  return rowsChange(readRows(reader, 'trigger'), reader, from);
}
