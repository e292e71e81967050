import type { StandIn } from '../../model/dialect.ts';
import type { EngineError } from '../../model/observation.ts';
import type { Presupposed } from '../../model/project.ts';
import type { Presumed } from '../../model/statement.ts';
import { code } from '../../lib/code.ts';
import { bareParts } from './rows/names.ts';
import { RUNNER_TABLES } from './runner-tables.ts';

/** `undefined_object`, https://www.postgresql.org/docs/18/errcodes-appendix.html; also for roles. */
const UNDEFINED_OBJECT = '42704';

/** `undefined_table` of the same appendix. */
const UNDEFINED_TABLE = '42P01';

/** What databases hold before the first migration. Roles cannot log in; extensions bring their own schema. */
export function presuppose({ schemas, roles, extensions }: Presupposed): string[] {
  return [
    ...roles.map((role) => `CREATE ROLE ${quoted(role)} NOLOGIN`),
    ...schemas.map((schema) => `CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`),
    ...extensions.map((extension) => `CREATE EXTENSION IF NOT EXISTS ${quoted(extension)}`),
  ];
}

/**
 * Stand-ins for what the base names and nobody creates: roles and tablespaces belong to the server, and the tables in
 * which a runner keeps its books to the runner, not to migrations.
 */
export function standIn({ code: state, message }: EngineError): StandIn | null {
  if (state === UNDEFINED_TABLE) {
    const [, schema = '', name = ''] = /^relation "(?:(\w+)\.)?(\w+)" does not exist$/.exec(message) ?? [];
    return runnerTable(schema, name);
  }
  if (state !== UNDEFINED_OBJECT) return null;
  const [, kind, name] = /^(role|tablespace) "(.+)" does not exist$/.exec(message) ?? [];
  if (kind === undefined || name === undefined) return null;
  return kind === 'role' ? role(name) : tablespace(name);
}

/** Stand-ins for roles, tablespaces and tables of the runner that a change names. */
export function presume({ roles, tablespaces, books }: Presumed): readonly StandIn[] {
  const tables = books.map(bareParts).flatMap(({ schema, object }) => runnerTable(schema, object) ?? []);
  return [...roles.map(role), ...tablespaces.map(tablespace), ...tables];
}

/** A role without rights and without a login. */
function role(name: string): StandIn {
  return { sql: `CREATE ROLE ${quoted(name)} NOLOGIN`, what: `the role ${code(name)}` };
}

/** A folder in the data directory, which only the embedded engine allows; outside of a transaction. */
function tablespace(name: string): StandIn {
  return { sql: `CREATE TABLESPACE ${quoted(name)} LOCATION ''`, what: `the tablespace ${code(name)}` };
}

function runnerTable(schema: string, name: string): StandIn | null {
  const columns = RUNNER_TABLES.get(name);
  if (columns === undefined) return null;
  const table = schema === '' ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
  return {
    sql: `CREATE TABLE ${table} (${columns})`,
    what: `the table ${code(name)} of the program that runs migrations`,
  };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
