import type { FuncCall, Node } from 'libpg-query';
import { stringsOf } from '../parse/names.ts';
import { anywhere } from './feature.ts';
import type { Feature, Sign } from './feature.ts';

/** Built-in functions by the version that brought them, with the page that tells of them. */
const FUNCTIONS: readonly { since: number; page: string; names: readonly string[] }[] = [
  { since: 14, page: 'functions-array', names: ['trim_array'] },
  { since: 14, page: 'functions-string', names: ['string_to_table', 'unistr'] },
  { since: 14, page: 'functions-aggregate', names: ['bit_xor'] },
  { since: 14, page: 'functions-binarystring', names: ['bit_count'] },
  { since: 14, page: 'functions-datetime', names: ['date_bin'] },
  {
    since: 15,
    page: 'functions-string',
    names: ['regexp_count', 'regexp_instr', 'regexp_like', 'regexp_substr'],
  },
  { since: 16, page: 'functions-aggregate', names: ['any_value'] },
  { since: 16, page: 'functions-array', names: ['array_sample', 'array_shuffle'] },
  { since: 16, page: 'functions-datetime', names: ['date_add', 'date_subtract'] },
  { since: 16, page: 'functions-math', names: ['random_normal', 'erf', 'erfc'] },
  { since: 16, page: 'functions-info', names: ['pg_input_is_valid', 'pg_input_error_info', 'system_user'] },
  { since: 17, page: 'functions-uuid', names: ['uuid_extract_timestamp', 'uuid_extract_version'] },
  { since: 17, page: 'functions-string', names: ['to_bin', 'to_oct', 'unicode_assigned'] },
  { since: 17, page: 'functions-xml', names: ['xmltext'] },
  { since: 17, page: 'functions-info', names: ['pg_basetype', 'to_regtypemod', 'unicode_version'] },
  { since: 18, page: 'functions-uuid', names: ['uuidv4', 'uuidv7'] },
  { since: 18, page: 'functions-array', names: ['array_reverse', 'array_sort'] },
  { since: 18, page: 'functions-string', names: ['casefold'] },
  { since: 18, page: 'functions-binarystring', names: ['crc32', 'crc32c'] },
  { since: 18, page: 'functions-math', names: ['gamma', 'lgamma'] },
  { since: 18, page: 'functions-info', names: ['has_largeobject_privilege', 'pg_get_acl'] },
];

/** Server parameters by the version that brought them. */
const PARAMETERS: readonly { since: number; names: readonly string[] }[] = [
  {
    since: 14,
    names: [
      'client_connection_check_interval',
      'compute_query_id',
      'default_toast_compression',
      'idle_session_timeout',
    ],
  },
  { since: 16, names: ['reserved_connections', 'scram_iterations', 'vacuum_buffer_usage_limit'] },
  { since: 17, names: ['event_triggers', 'transaction_timeout'] },
  { since: 18, names: ['autovacuum_vacuum_max_threshold', 'file_copy_method'] },
];

/** Predefined roles by the version that brought them. */
const ROLES: readonly { since: number; names: readonly string[] }[] = [
  { since: 14, names: ['pg_database_owner', 'pg_read_all_data', 'pg_write_all_data'] },
  { since: 15, names: ['pg_checkpoint'] },
  { since: 16, names: ['pg_use_reserved_connections'] },
  { since: 17, names: ['pg_maintain'] },
  { since: 18, names: ['pg_signal_autovacuum_worker'] },
];

const MULTIRANGES = ['int4', 'int8', 'num', 'ts', 'tstz', 'date'].map((kind) => `${kind}multirange`);

/** Features that are no more than a name. */
export const NAMES: readonly Feature[] = [
  ...FUNCTIONS.flatMap(({ since, page, names }) => names.map((name) => functionFeature(name, since, page))),
  ...PARAMETERS.flatMap(({ since, names }) => names.map((name) => parameterFeature(name, since))),
  ...ROLES.flatMap(({ since, names }) => names.map((name) => roleFeature(name, since))),
  {
    id: 'multirange-types',
    name: 'A multirange type',
    since: 14,
    page: 'rangetypes',
    instead: 'Use an array of ranges, or a table with one range in each row.',
    signs: [
      anywhere(({ names }) => Array.isArray(names) && MULTIRANGES.includes(lastOf(names as Node[]))),
      ...MULTIRANGES.map((name) => calls(name)),
    ],
  },
];

function functionFeature(name: string, since: number, page: string): Feature {
  return {
    id: `function-${name.replaceAll('_', '-')}`,
    name: `The function \`${name}\``,
    since,
    page,
    instead: 'Create a function of your own that does the same, under another name.',
    signs: [calls(name)],
  };
}

function parameterFeature(name: string, since: number): Feature {
  return {
    id: `parameter-${name.replaceAll('_', '-')}`,
    name: `The server parameter \`${name}\``,
    since,
    page: 'runtime-config',
    instead: 'Leave the setting out.',
    signs: [
      anywhere(
        ({ kind, name: set }) => set === name && typeof kind === 'string' && kind.startsWith('VAR_SET'),
      ),
    ],
  };
}

function roleFeature(name: string, since: number): Feature {
  return {
    id: `role-${name.replaceAll('_', '-')}`,
    name: `The predefined role \`${name}\``,
    since,
    page: 'predefined-roles',
    instead: 'Grant the privileges one by one.',
    signs: [anywhere((body) => body['priv_name'] === name || body['rolename'] === name)],
  };
}

/** A call of the built-in function, with `pg_catalog` before it or nothing. */
function calls(name: string): Sign {
  return {
    node: 'FuncCall',
    sees: (body) => {
      const parts = stringsOf((body as FuncCall).funcname);
      const isBuiltIn = parts.length === 1 || parts[0] === 'pg_catalog';
      return isBuiltIn && parts.at(-1) === name ? { builtIn: name } : null;
    },
  };
}

function lastOf(names: readonly Node[]): string {
  return stringsOf(names).at(-1) ?? '';
}
