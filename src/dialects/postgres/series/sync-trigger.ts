import { inSchemaOf, joined } from './names.ts';

/** A trigger that carries what is written to a table over to another one. */
export interface Sync {
  readonly table: string;
  /** Words of its name. */
  readonly words: readonly string[];
  readonly when: 'BEFORE INSERT' | 'AFTER INSERT OR UPDATE OR DELETE';
  /** Statements of its function. */
  readonly body: string;
}

function functionName({ table, words }: Sync): string {
  return inSchemaOf(table, joined(...words, 'in_step'));
}

/** Runs before the checks of foreign keys, which go by name, too, so that what refers to a row goes before they look. */
function triggerName({ words }: Sync): string {
  return joined('00', ...words, 'in_step');
}

/** The function as it is for the names of the moment. */
export function syncFunction(sync: Sync): string {
  return `CREATE OR REPLACE FUNCTION ${functionName(sync)}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
${indented(sync.body)}
  RETURN NEW;
END $$`;
}

/** The function and its trigger. */
export function syncTrigger(sync: Sync): string[] {
  return [
    syncFunction(sync),
    `CREATE TRIGGER ${triggerName(sync)} ${sync.when} ON ${sync.table}
  FOR EACH ROW EXECUTE FUNCTION ${functionName(sync)}()`,
  ];
}

/** Takes both away. */
export function withoutSync(sync: Sync): string[] {
  return [`DROP TRIGGER ${triggerName(sync)} ON ${sync.table}`, `DROP FUNCTION ${functionName(sync)}()`];
}

function indented(sql: string): string {
  return sql
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
