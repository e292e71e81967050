import type { Node } from 'libpg-query';

/**
 * Statements and functions that work on files, programs and networks of the server.
 * https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-GENFILE
 */
const STATEMENTS: Readonly<Record<string, string>> = {
  LoadStmt: 'loads a library of the server',
  AlterSystemStmt: 'changes the configuration file of the server',
  CreateSubscriptionStmt: 'connects to another server',
  AlterSubscriptionStmt: 'connects to another server',
  ImportForeignSchemaStmt: 'connects to another server',
};
/** Also in the bodies of `DO` blocks and functions, which are strings; one too many costs a look by a person. */
const FILE_CALL =
  /\b(pg_read_(?:binary_)?file|pg_ls_\w*dir|pg_stat_file|pg_file_\w+|lo_import|lo_export)\s*\(/i;
const NETWORK_CALL = /\b(dblink\w*|http_(?:get|post|put|patch|delete|head)|postgres_fdw_\w+)\s*\(/i;

/** What a statement does outside of the database, as half a sentence; null when it does nothing there. */
export function outsideOf(tree: Node, sql: string): string | null {
  if ('CopyStmt' in tree && (tree.CopyStmt.filename ?? '') !== '') {
    const { is_program: isProgram, is_from: reads } = tree.CopyStmt;
    if (isProgram === true) return 'runs a program on the server';
    return `${reads === true ? 'reads' : 'writes'} a file of the server`;
  }
  const [name = ''] = Object.keys(tree);
  const file = FILE_CALL.exec(sql)?.[1];
  if (file !== undefined) return `calls ${file}, which works on files of the server`;
  const network = NETWORK_CALL.exec(sql)?.[1];
  if (network !== undefined) return `calls ${network}, which connects to another server`;
  return STATEMENTS[name] ?? null;
}
