import type { StandIn } from '../../model/dialect.ts';
import type { EngineError } from '../../model/observation.ts';
import type { Presupposed } from '../../model/project.ts';
import { code } from '../../lib/code.ts';

/** `undefined_object`, https://www.postgresql.org/docs/18/errcodes-appendix.html; also for roles. */
const UNDEFINED_OBJECT = '42704';

/** What databases hold before the first migration. Roles cannot log in; extensions bring their own schema. */
export function presuppose({ schemas, roles, extensions }: Presupposed): string[] {
  return [
    ...roles.map((role) => `CREATE ROLE ${quoted(role)} NOLOGIN`),
    ...schemas.map((schema) => `CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`),
    ...extensions.map((extension) => `CREATE EXTENSION IF NOT EXISTS ${quoted(extension)}`),
  ];
}

/** A role without rights for one that the base names and nobody creates: roles belong to the server, not to migrations. */
export function standIn({ code: state, message }: EngineError): StandIn | null {
  const role = state === UNDEFINED_OBJECT ? /^role "(.+)" does not exist$/.exec(message)?.[1] : undefined;
  if (role === undefined) return null;
  return { sql: `CREATE ROLE ${quoted(role)} NOLOGIN`, what: `the role ${code(role)}` };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
