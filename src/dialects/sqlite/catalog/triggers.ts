import type { CatalogObject } from '../../../model/catalog.ts';
import type { Row } from '../../../model/engine.ts';
import { quoteIdentifier } from '../parse/names.ts';
import { TokenReader } from './token-reader.ts';
import { textOf, tokensOf } from './tokens.ts';

/** A trigger of a table or view. */
export function triggerObject({ name, table, sql }: Row): CatalogObject {
  const relation = quoteIdentifier(table ?? '');
  const reader = new TokenReader(tokensOf(sql ?? ''));
  reader.take('CREATE', 'TRIGGER');
  reader.name();
  const timing = timingOf(reader);
  const event = reader.keyword;
  return {
    kind: 'trigger',
    name: `${relation}.${quoteIdentifier(name ?? '')}`,
    relation,
    id: name ?? '',
    facts: { timing, event, definition: textOf(reader.rest()) },
  };
}

/** Without a word, a trigger fires before. https://www.sqlite.org/lang_createtrigger.html */
function timingOf(reader: TokenReader): string {
  if (reader.take('AFTER')) return 'AFTER';
  if (reader.take('INSTEAD', 'OF')) return 'INSTEAD OF';
  reader.take('BEFORE');
  return 'BEFORE';
}
