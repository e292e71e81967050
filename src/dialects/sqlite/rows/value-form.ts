import { bare } from './names.ts';
import type { ColumnShape } from './table-shape.ts';

/** What the values of a column are, as far as its type, its name and its default tell. */
export type ValueForm = 'boolean' | 'moment' | 'json' | 'uuid' | 'email' | 'url' | 'number' | 'text' | 'blob';

const BY_TYPE: readonly (readonly [RegExp, ValueForm])[] = [
  [/^bool/, 'boolean'],
  [/^(?:date|time)/, 'moment'],
  [/^json/, 'json'],
  [/^(?:uuid|guid|uniqueidentifier)/, 'uuid'],
];
const BY_DEFAULT: typeof BY_TYPE = [
  [/\bcurrent_(?:date|time)|\b(?:date|datetime|julianday|strftime|time|unixepoch)\s*\(/, 'moment'],
  [/^'\d{4}-\d\d-\d\d/, 'moment'],
  [/^'(?:true|false)'$/, 'boolean'],
];
/** Names in lower case, with `_` before what begins with a capital. */
const MOMENTS_BY_NAME: typeof BY_TYPE = [
  [/(?:^|_)(?:at|on|date|datetime|time|timestamp|expires|expiry|since|until)$/, 'moment'],
];
const BLOBS_BY_NAME: typeof BY_TYPE = [[/(?:^|_)(?:uu|gu)id$/, 'uuid']];
const TEXTS_BY_NAME: typeof BY_TYPE = [
  ...MOMENTS_BY_NAME,
  ...BLOBS_BY_NAME,
  [/(?:^|_)e_?mail(?:_address)?$/, 'email'],
  [/(?:^|_)(?:url|uri)$/, 'url'],
  [/(?:^|_)json$|^(?:attributes|metadata|options|payload|preferences|properties|settings)$/, 'json'],
];
const INTEGERS_BY_NAME: typeof BY_TYPE = [
  ...MOMENTS_BY_NAME,
  [/^(?:can|has|is|should|use)_/, 'boolean'],
  [/(?:^|_)(?:active|archived|deleted|disabled|done|enabled|hidden|locked|public|verified)$/, 'boolean'],
];

/** The form of a column's plainest value. */
export function formOf(column: ColumnShape): ValueForm {
  const form = formIn(BY_TYPE, column.type) ?? formByDefault(column) ?? formByName(column);
  // No more than two rows could differ in it.
  return form === 'boolean' && column.unique ? 'number' : form;
}

function formByDefault({ default: written }: ColumnShape): ValueForm | null {
  return formIn(BY_DEFAULT, (written ?? '').toLowerCase());
}

function formByName({ sql, affinity, type, json }: ColumnShape): ValueForm {
  if (json && !/^(?:INTEGER|REAL)$/.test(affinity)) return 'json';
  const name = bare(sql)
    .replace(/(?<=[a-z\d])[A-Z]/g, '_$&')
    .toLowerCase();
  if (affinity === 'TEXT') return formIn(TEXTS_BY_NAME, name) ?? 'text';
  const isBlob = affinity === 'BLOB' && type !== '';
  if (isBlob) return formIn(BLOBS_BY_NAME, name) ?? 'blob';
  return formIn(affinity === 'INTEGER' ? INTEGERS_BY_NAME : MOMENTS_BY_NAME, name) ?? 'number';
}

function formIn(forms: readonly (readonly [RegExp, ValueForm])[], text: string): ValueForm | null {
  return forms.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
