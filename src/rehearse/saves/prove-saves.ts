import type { Catalog } from '../../model/catalog.ts';
import type { Dialect } from '../../model/dialect.ts';
import type { Engine } from '../../model/engine.ts';
import type { SaveDraft } from '../../model/saves.ts';
import { contentOf, differences, type Content } from '../series/content.ts';

/** Ways that take something away and bring it again, empty. Each gives false when it does not run. */
export interface RoundTrip {
  /** Leads to where it is saved, from where it is compared; absent where that is the same. */
  readonly approach?: () => Promise<boolean>;
  readonly leave: () => Promise<boolean>;
  readonly comeBack: () => Promise<boolean>;
}

interface Ground {
  readonly engine: Engine;
  readonly dialect: Dialect;
  /** The schema in which the rows stand that are compared. */
  readonly shape: Catalog;
}

/**
 * Saves, goes the round trip, and puts back: proved is what is gone after the trip and is there again in the end. The
 * engine is brought back to where it stood.
 */
export async function proveSaves<S extends SaveDraft>(
  { engine, dialect, shape }: Ground,
  drafts: readonly S[],
  { approach, leave, comeBack }: RoundTrip,
): Promise<readonly S[]> {
  if (drafts.length === 0) return [];
  const relations = new Set(drafts.map(({ relation }) => relation));
  const held = (): Promise<Content> => contentOf({ engine, dialect, relations }, shape, shape);
  const here = await engine.mark();
  const before = await held();
  const isThere = (await approach?.()) ?? true;
  const saved = isThere ? await runEach(engine, drafts, ({ sql }) => sql) : [];
  const proved =
    saved.length > 0 && (await leave()) && (await comeBack())
      ? await putBack(engine, saved, before, held)
      : [];
  await engine.rewind(here);
  await engine.release(here);
  return proved;
}

async function putBack<S extends SaveDraft>(
  engine: Engine,
  saved: readonly S[],
  before: Content,
  held: () => Promise<Content>,
): Promise<readonly S[]> {
  const without = await held();
  const gone = differences(before, without);
  const lost = saved.filter((save) => isAmong(save, gone) && isAlone(save, without));
  const restored = await runEach(engine, lost, ({ restore }) => restore);
  const left = differences(before, await held());
  const there = restored.filter((save) => !isAmong(save, left));
  return runEach(engine, there, ({ tidy }) => tidy);
}

/** A table differs in its number of rows or, as a whole, in any of its columns. */
function isAmong({ relation, object, besides }: SaveDraft, differing: readonly string[]): boolean {
  const isWhole = object === relation && besides !== true;
  return differing.some(
    (one) => one === relation || one === object || (isWhole && one.startsWith(`${relation}.`)),
  );
}

/** Where a table comes back with rows, those that were kept may say something else than they do. */
function isAlone({ object, relation, besides }: SaveDraft, without: Content): boolean {
  return besides === true || object !== relation || Number(without.get(relation)?.['rows']) === 0;
}

/** Those whose SQL runs, statement by statement. */
async function runEach<S extends SaveDraft>(
  engine: Engine,
  saves: readonly S[],
  sqlOf: (save: S) => readonly string[],
): Promise<S[]> {
  const ran: S[] = [];
  for (const save of saves) {
    const outcomes = await engine.runAll(sqlOf(save), true);
    if (outcomes.every(({ ok }) => ok)) ran.push(save);
  }
  return ran;
}
