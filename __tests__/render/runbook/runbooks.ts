import type { Runbook } from '../../../src/model/runbook.ts';
import { INFRASTRUCTURE_MOVE } from './infrastructure-move.ts';
import { PROVIDER_SWITCH } from './provider-switch.ts';
import { RENAME_COLUMN } from './rename-column.ts';

/** The golden runbooks, by the name of their files. */
export const RUNBOOKS: readonly { readonly name: string; readonly runbook: Runbook }[] = [
  { name: 'rename-column', runbook: RENAME_COLUMN },
  { name: 'provider-switch', runbook: PROVIDER_SWITCH },
  { name: 'infrastructure-move', runbook: INFRASTRUCTURE_MOVE },
];
