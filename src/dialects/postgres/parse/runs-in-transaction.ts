import type { AlterTableStmt, DoStmt, Node, ReindexStmt, VacuumStmt } from 'libpg-query';
import { isOptionOn, optionsOf } from './changes/parts.ts';
import { nextToken } from './lexer.ts';
import { stringsOf } from './names.ts';

/** Statements that the server refuses inside a transaction block, whatever they say. */
const REFUSED: ReadonlySet<string> = new Set([
  'AlterSystemStmt',
  'CreatedbStmt',
  'DropdbStmt',
  'CreateTableSpaceStmt',
  'DropTableSpaceStmt',
  'CreateSubscriptionStmt',
  'DropSubscriptionStmt',
]);

/**
 * False for what the server refuses inside a transaction block, as far as the text tells: what a called procedure
 * does, or whether a reindexed table is partitioned, it does not.
 */
export function runsInTransaction(tree: Node): boolean {
  const [name = ''] = Object.keys(tree);
  if (REFUSED.has(name)) return false;
  if ('IndexStmt' in tree) return tree.IndexStmt.concurrent !== true;
  if ('DropStmt' in tree) return tree.DropStmt.concurrent !== true;
  if ('ReindexStmt' in tree) return isPlainReindex(tree.ReindexStmt);
  if ('VacuumStmt' in tree) return isAnalyze(tree.VacuumStmt);
  if ('ClusterStmt' in tree) return tree.ClusterStmt.relation !== undefined;
  if ('AlterTableStmt' in tree) return !detachesConcurrently(tree.AlterTableStmt);
  if ('DoStmt' in tree) return !endsTransactions(tree.DoStmt);
  return isPlainOther(tree);
}

function isPlainOther(tree: Node): boolean {
  if ('DiscardStmt' in tree) return tree.DiscardStmt.target !== 'DISCARD_ALL';
  if ('AlterDatabaseStmt' in tree) {
    return !optionsOf(tree.AlterDatabaseStmt.options).some(({ defname }) => defname === 'tablespace');
  }
  if ('AlterSubscriptionStmt' in tree) {
    const { kind = 'ALTER_SUBSCRIPTION_OPTIONS' } = tree.AlterSubscriptionStmt;
    return !/(?:PUBLICATION|REFRESH)$/.test(kind);
  }
  if (!('TransactionStmt' in tree)) return true;
  const { kind = 'TRANS_STMT_BEGIN' } = tree.TransactionStmt;
  return kind !== 'TRANS_STMT_COMMIT_PREPARED' && kind !== 'TRANS_STMT_ROLLBACK_PREPARED';
}

/** Schemas and databases are reindexed table by table, each in a transaction of its own. */
function isPlainReindex({ kind, params }: ReindexStmt): boolean {
  if (isOptionOn(optionsOf(params), 'concurrently')) return false;
  return kind === 'REINDEX_OBJECT_INDEX' || kind === 'REINDEX_OBJECT_TABLE';
}

function isAnalyze({ is_vacuumcmd }: VacuumStmt): boolean {
  return is_vacuumcmd !== true;
}

function detachesConcurrently({ cmds = [] }: AlterTableStmt): boolean {
  return cmds.some((node) => {
    const def = 'AlterTableCmd' in node ? node.AlterTableCmd.def : undefined;
    return def !== undefined && 'PartitionCmd' in def && def.PartitionCmd.concurrent === true;
  });
}

/** COMMIT and ROLLBACK work in a DO block only where it is not inside a transaction. */
function endsTransactions({ args = [] }: DoStmt): boolean {
  const body = optionsOf(args).find(({ defname }) => defname === 'as')?.arg;
  const code = body === undefined ? '' : stringsOf([body]).join('');
  for (let token = nextToken(code, 0); token.kind !== 'end'; token = nextToken(code, token.end)) {
    if (token.kind === 'word' && /^(?:commit|rollback)$/i.test(code.slice(token.start, token.end)))
      return true;
  }
  return false;
}
