import type { Rule } from '../model/rule.ts';
import constraintRefusesWrites from './constraint-refuses-writes.ts';
import constraintValidationBlocks from './constraint-validation-blocks.ts';
import dependsOnExistingRows from './depends-on-existing-rows.ts';
import downFileDoesNotRestore from './down-file-does-not-restore.ts';
import downFileMissing from './down-file-missing.ts';
import dropInUse from './drop-in-use.ts';
import duplicateVersion from './duplicate-version.ts';
import expandAndContractTogether from './expand-and-contract-together.ts';
import incompatibleColumn from './incompatible-column.ts';
import indexBuildBlocksWrites from './index-build-blocks-writes.ts';
import invalidIndexLeftBehind from './invalid-index-left-behind.ts';
import lockHeldDuringDataWork from './lock-held-during-data-work.ts';
import migrationOutOfOrder from './migration-out-of-order.ts';
import needsNewerServer from './needs-newer-server.ts';
import otherBreak from './other-break.ts';
import renameBreaksRunningCode from './rename-breaks-running-code.ts';
import rollbackDiffers from './rollback-differs.ts';
import rollbackImpossible from './rollback-impossible.ts';
import rowsDestroyed from './rows-destroyed.ts';
import shippedMigrationEdited from './shipped-migration-edited.ts';
import statementFails from './statement-fails.ts';
import statementRefusesTransaction from './statement-refuses-transaction.ts';
import strongLockWithoutTimeout from './strong-lock-without-timeout.ts';
import tableRewriteBlocks from './table-rewrite-blocks.ts';
import typeChangeBreaksRunningCode from './type-change-breaks-running-code.ts';
import unbatchedDataChange from './unbatched-data-change.ts';
import unreadableStatement from './unreadable-statement.ts';
import unrecognizedFile from './unrecognized-file.ts';

/** Every rule, by id. Written by `npm run generate` from the files of this folder. */
export const RULES: readonly Rule[] = [
  constraintRefusesWrites,
  constraintValidationBlocks,
  dependsOnExistingRows,
  downFileDoesNotRestore,
  downFileMissing,
  dropInUse,
  duplicateVersion,
  expandAndContractTogether,
  incompatibleColumn,
  indexBuildBlocksWrites,
  invalidIndexLeftBehind,
  lockHeldDuringDataWork,
  migrationOutOfOrder,
  needsNewerServer,
  otherBreak,
  renameBreaksRunningCode,
  rollbackDiffers,
  rollbackImpossible,
  rowsDestroyed,
  shippedMigrationEdited,
  statementFails,
  statementRefusesTransaction,
  strongLockWithoutTimeout,
  tableRewriteBlocks,
  typeChangeBreaksRunningCode,
  unbatchedDataChange,
  unreadableStatement,
  unrecognizedFile,
];
