type Scope = 'session' | 'transaction';

/** Asks for lock timeout and message level, one row, and turns debug messages on. */
export function turnDebugOn(scope: Scope): string {
  return `SELECT pg_catalog.current_setting('lock_timeout'), pg_catalog.current_setting('client_min_messages'),
    pg_catalog.set_config('client_min_messages', 'debug1', ${local(scope)})`;
}

/** Puts the message level back unless the statement itself changed it. */
export function putLevelBack(level: string, scope: Scope): string {
  return `SELECT pg_catalog.set_config('client_min_messages', '${level}', ${local(scope)})
    WHERE pg_catalog.current_setting('client_min_messages') = 'debug1'`;
}

function local(scope: Scope): boolean {
  return scope === 'transaction';
}
