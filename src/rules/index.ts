import type { Rule } from '../model/rule.ts';
import autovacuumSwitchedOff from './autovacuum-switched-off.ts';
import cascadeReachesFurther from './cascade-reaches-further.ts';
import changeDoesNotGoBack from './change-does-not-go-back.ts';
import clockFrozenInSchema from './clock-frozen-in-schema.ts';
import constraintRefusesWrites from './constraint-refuses-writes.ts';
import constraintValidationBlocks from './constraint-validation-blocks.ts';
import contractTooEarly from './contract-too-early.ts';
import databaseLockedDuringWork from './database-locked-during-work.ts';
import definerFunctionWithoutSearchPath from './definer-function-without-search-path.ts';
import dependsOnExistingRows from './depends-on-existing-rows.ts';
import downFileDoesNotRestore from './down-file-does-not-restore.ts';
import downFileMissing from './down-file-missing.ts';
import dropInUse from './drop-in-use.ts';
import duplicateVersion from './duplicate-version.ts';
import expandAndContractTogether from './expand-and-contract-together.ts';
import foreignKeyWithoutIndex from './foreign-key-without-index.ts';
import foreignKeysNotKnown from './foreign-keys-not-known.ts';
import halfDoneWhenItFails from './half-done-when-it-fails.ts';
import incompatibleColumn from './incompatible-column.ts';
import indexBuildBlocksWrites from './index-build-blocks-writes.ts';
import invalidIndexLeftBehind from './invalid-index-left-behind.ts';
import lockAfterRowChanges from './lock-after-row-changes.ts';
import lockHeldDuringDataWork from './lock-held-during-data-work.ts';
import locksAgainstForeignKeys from './locks-against-foreign-keys.ts';
import migrationOutOfOrder from './migration-out-of-order.ts';
import migrationRollsBack from './migration-rolls-back.ts';
import migrationWithoutStatement from './migration-without-statement.ts';
import needsNewerServer from './needs-newer-server.ts';
import otherBreak from './other-break.ts';
import pragmaIgnored from './pragma-ignored.ts';
import rebuildLosesParts from './rebuild-loses-parts.ts';
import redundantIndex from './redundant-index.ts';
import renameBreaksRunningCode from './rename-breaks-running-code.ts';
import replicaIdentityLost from './replica-identity-lost.ts';
import rewriteOutsideUtc from './rewrite-outside-utc.ts';
import rollbackDiffers from './rollback-differs.ts';
import rollbackImpossible from './rollback-impossible.ts';
import rowSecuritySwitchedOff from './row-security-switched-off.ts';
import rowsAgainstSchema from './rows-against-schema.ts';
import rowsDestroyed from './rows-destroyed.ts';
import runnerTransactionEnded from './runner-transaction-ended.ts';
import setLocalWithoutTransaction from './set-local-without-transaction.ts';
import shippedMigrationEdited from './shipped-migration-edited.ts';
import skippedButDifferent from './skipped-but-different.ts';
import statementFails from './statement-fails.ts';
import statementRefusesTransaction from './statement-refuses-transaction.ts';
import stillReferenced from './still-referenced.ts';
import strongLockWithoutTimeout from './strong-lock-without-timeout.ts';
import suppressionWithoutEffect from './suppression-without-effect.ts';
import tableRewriteBlocks from './table-rewrite-blocks.ts';
import tableWithoutPrimaryKey from './table-without-primary-key.ts';
import tablesLockedTogether from './tables-locked-together.ts';
import transactionLeftOpen from './transaction-left-open.ts';
import typeChangeBreaksRunningCode from './type-change-breaks-running-code.ts';
import unbatchedDataChange from './unbatched-data-change.ts';
import unreadableStatement from './unreadable-statement.ts';
import unrecognizedFile from './unrecognized-file.ts';

/** Every rule, by id. Written by `npm run generate` from the files of this folder. */
export const RULES: readonly Rule[] = [
  autovacuumSwitchedOff,
  cascadeReachesFurther,
  changeDoesNotGoBack,
  clockFrozenInSchema,
  constraintRefusesWrites,
  constraintValidationBlocks,
  contractTooEarly,
  databaseLockedDuringWork,
  definerFunctionWithoutSearchPath,
  dependsOnExistingRows,
  downFileDoesNotRestore,
  downFileMissing,
  dropInUse,
  duplicateVersion,
  expandAndContractTogether,
  foreignKeyWithoutIndex,
  foreignKeysNotKnown,
  halfDoneWhenItFails,
  incompatibleColumn,
  indexBuildBlocksWrites,
  invalidIndexLeftBehind,
  lockAfterRowChanges,
  lockHeldDuringDataWork,
  locksAgainstForeignKeys,
  migrationOutOfOrder,
  migrationRollsBack,
  migrationWithoutStatement,
  needsNewerServer,
  otherBreak,
  pragmaIgnored,
  rebuildLosesParts,
  redundantIndex,
  renameBreaksRunningCode,
  replicaIdentityLost,
  rewriteOutsideUtc,
  rollbackDiffers,
  rollbackImpossible,
  rowSecuritySwitchedOff,
  rowsAgainstSchema,
  rowsDestroyed,
  runnerTransactionEnded,
  setLocalWithoutTransaction,
  shippedMigrationEdited,
  skippedButDifferent,
  statementFails,
  statementRefusesTransaction,
  stillReferenced,
  strongLockWithoutTimeout,
  suppressionWithoutEffect,
  tableRewriteBlocks,
  tableWithoutPrimaryKey,
  tablesLockedTogether,
  transactionLeftOpen,
  typeChangeBreaksRunningCode,
  unbatchedDataChange,
  unreadableStatement,
  unrecognizedFile,
];
