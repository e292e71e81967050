import { functionsCalled, walkTree } from '../parse/tree-walk.ts';

/** Functions of the server and its usual extensions that answer otherwise in another transaction, or at each call. */
const FLEETING: ReadonlySet<string> = new Set([
  'now',
  'clock_timestamp',
  'statement_timestamp',
  'transaction_timestamp',
  'timeofday',
  'random',
  'random_normal',
  'nextval',
  'currval',
  'lastval',
  'gen_random_uuid',
  'gen_random_bytes',
  'uuidv4',
  'uuidv7',
  'uuid_generate_v1',
  'uuid_generate_v1mc',
  'uuid_generate_v4',
  'txid_current',
  'pg_current_xact_id',
]);

/** False when an expression gives another value in another transaction or at another call. */
export function isLasting(expression: unknown): boolean {
  if (functionsCalled(expression).some((name) => FLEETING.has(name))) return false;
  let lasting = true;
  // CURRENT_TIMESTAMP and the like are no function calls; DEFAULT may be anything.
  walkTree({ expression }, (name) => {
    if (name === 'SQLValueFunction' || name === 'SetToDefault') lasting = false;
  });
  return lasting;
}
