import type { BackfillTrial } from '../../../model/backfill.ts';
import type { Catalog } from '../../../model/catalog.ts';
import { displayName } from '../quote.ts';
import { bareParts } from '../rows/names.ts';
import { compareRows } from './compare-rows.ts';
import { plants, PLANTED_ROWS } from './plant.ts';
import { startSql } from './tables.ts';
import { callProcedure, makeProcedure, stepSql } from './texts.ts';
import type { Walk } from './walk.ts';

/** Rows of a batch in the trial: several batches before, between and after the interruptions. */
const TRIAL_BATCH = 600;

/** What it takes to compare the walk with its statement. */
export function trialOf(walk: Walk, catalog: Catalog, statement: string): BackfillTrial {
  const { progress, skipped, changing } = walk;
  return {
    rows: PLANTED_ROWS,
    plants: plants(catalog, changing),
    statement,
    compare: compareRows(catalog, changing),
    relations: [changing.target, displayed(progress), displayed(skipped)],
    haste: [`UPDATE ${progress} SET batch_rows = ${TRIAL_BATCH}, pause_ms = 0`],
    start: startSql(walk),
    step: stepSql(walk),
    make: makeProcedure(walk),
    run: callProcedure(walk),
    disturb: disturbance(walk),
    undisturb: [`DROP FUNCTION ${disturber(walk)}() CASCADE`],
    state: `SELECT finished, done, skipped, stop FROM ${progress}`,
  };
}

/** Sets the flag when a third is done, as a person does from another session, and fails once when two thirds are. */
function disturbance(walk: Walk): string[] {
  const { progress } = walk;
  return [
    `CREATE FUNCTION ${disturber(walk)}() RETURNS trigger LANGUAGE plpgsql AS $disturb$
BEGIN
  IF OLD.done < OLD.total / 3 AND NEW.done >= OLD.total / 3 THEN NEW.stop := true; END IF;
  IF NEW.done > OLD.done AND NEW.done >= OLD.total * 2 / 3 THEN RAISE EXCEPTION 'interrupted'; END IF;
  RETURN NEW;
END $disturb$`,
    `CREATE TRIGGER disturb BEFORE UPDATE ON ${progress} FOR EACH ROW EXECUTE FUNCTION ${disturber(walk)}()`,
  ];
}

function disturber({ procedure }: Walk): string {
  return procedure.replace(/_run("?)$/, '_try$1');
}

function displayed(name: string): string {
  const { schema, object } = bareParts(name);
  return displayName(schema, object);
}
