import { backward, comparable, forward, nameOf, tableOf, type Bridge, type Names } from './bridge.ts';
import { inSchemaOf, joined, tableWord } from './names.ts';

/** Runs after the table's own triggers, which go by name. */
function triggerName(bridge: Bridge): string {
  return joined('zz', tableWord(bridge.table), ...words(bridge), 'in_step');
}

function words({ fresh, old }: Bridge): string[] {
  return [fresh[0]?.column ?? old[0]?.column].flatMap((column) =>
    column === undefined ? [] : [nameOf(column)],
  );
}

function functionName(bridge: Bridge): string {
  return inSchemaOf(bridge.table, joined(tableWord(bridge.table), ...words(bridge), 'in_step'));
}

/** The function and the trigger that keep both shapes of each row that is written in step. */
export function bridgeTrigger(bridge: Bridge, names: Names): string[] {
  return [
    bridgeFunction(bridge, names),
    `CREATE TRIGGER ${triggerName(bridge)} BEFORE INSERT OR UPDATE ON ${tableOf(bridge)}
  FOR EACH ROW EXECUTE FUNCTION ${functionName(bridge)}()`,
  ];
}

/** Takes the trigger and its function away. */
export function withoutBridge(bridge: Bridge): string[] {
  return [
    `DROP TRIGGER ${triggerName(bridge)} ON ${tableOf(bridge)}`,
    `DROP FUNCTION ${functionName(bridge)}()`,
  ];
}

/**
 * Values decide, not where they come from: a row whose shapes agree is left alone, so that nothing goes in circles. The
 * fresh columns count when they were written; else the old ones.
 */
export function bridgeFunction(bridge: Bridge, names: Names): string {
  const toFresh = bridge.fresh.map(
    (one) => `NEW.${names.fresh(one)} := ${forward(bridge, one, names, 'NEW.')};`,
  );
  const toOld = bridge.old.map(
    (one) => `NEW.${names.old(one.column)} := ${backward(bridge, one, names, 'NEW.')};`,
  );
  const given = bridge.fresh.map((one) => `NEW.${names.fresh(one)} IS NOT NULL`).join(' OR ');
  const written = bridge.fresh
    .map((one) =>
      [`NEW.${names.fresh(one)}`, `OLD.${names.fresh(one)}`]
        .map((sql) => comparable(sql, one.column))
        .join(' IS DISTINCT FROM '),
    )
    .join(' OR ');
  const changed = bridge.old
    .map(({ column }) =>
      [`NEW.${names.old(column)}`, `OLD.${names.old(column)}`]
        .map((sql) => comparable(sql, column))
        .join(' IS DISTINCT FROM '),
    )
    .join(' OR ');
  return `CREATE OR REPLACE FUNCTION ${functionName(bridge)}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT (${given}) THEN
      ${lines(toFresh, 6)}
    ELSIF ${apart(bridge, names, 'NEW.')} THEN
      ${lines(toOld, 6)}
    END IF;
  ELSIF (${written}) THEN
    IF ${apart(bridge, names, 'NEW.')} THEN
      ${lines(toOld, 6)}
    END IF;
  ELSIF ${changed} THEN
    ${lines(toFresh, 4)}
  END IF;
  RETURN NEW;
END $$`;
}

function lines(statements: readonly string[], indent: number): string {
  return statements.join(`\n${' '.repeat(indent)}`);
}

/** A condition that holds where the shapes of a row do not agree. */
export function apart(bridge: Bridge, names: Names, prefix: string): string {
  return bridge.fresh
    .map((one) => {
      const is = comparable(`${prefix}${names.fresh(one)}`, one.column);
      return `${is} IS DISTINCT FROM ${comparable(forward(bridge, one, names, prefix), one.column)}`;
    })
    .join(' OR ');
}
