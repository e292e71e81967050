import type { ProbeResult, Rehearsal, RehearsedStatement } from '../../model/rehearsal.ts';
import type { Break } from './break.ts';
import { isNamedIn, relationOf, type Cause } from './cause.ts';
import { causesOf } from './causes.ts';
import { differenceOf } from './difference.ts';
import { tableOfSequence } from './goes-with-table.ts';
import { withEarlierQueries } from './earlier-queries.ts';
import { isHealed } from './healed.ts';
import { placesOf, type Place } from './place.ts';
import { withTheirColumns } from './with-their-columns.ts';

const remembered = new WeakMap<Rehearsal, readonly Break[]>();

/** Everything that the change breaks, each once. Computed once for each rehearsal. */
export function breaksOf(rehearsal: Rehearsal): readonly Break[] {
  const known = remembered.get(rehearsal);
  if (known !== undefined) return known;
  const found = withEarlierQueries(
    withTheirColumns(placesOf(rehearsal).flatMap((place) => breaksAt(rehearsal, place))),
  );
  remembered.set(rehearsal, found);
  return found;
}

function breaksAt(rehearsal: Rehearsal, place: Place): Break[] {
  const causes = causesOf(rehearsal, place);
  const unexplained = new Map<string, ProbeResult[]>();
  const explained = new Map<Cause, ProbeResult[]>(causes.map((cause) => [cause, []]));
  const rowsAreGone = place.statement.broken.length > 0 && isEmptiedFor(place);
  for (const probe of place.statement.broken) {
    if (probe.error === null && (rowsAreGone || isLossOfRows(probe, place.statement))) continue;
    const because = causesOfProbe(probe, causes, place);
    if (because.length === 0 && isCollision(probe)) continue;
    if (because.length === 0) append(unexplained, probe.relation, probe);
    for (const cause of because) append(explained, cause, probe);
  }
  return [
    ...[...explained]
      .filter(([cause, probes]) => (cause.certain || probes.length > 0) && !isHealed(rehearsal, cause, place))
      .map(([cause, probes]) => ({ place, cause, object: cause.name, relation: relationOf(cause), probes })),
    ...[...unexplained].map(([relation, probes]) => otherBreak(place, relation, probes)),
  ];
}

/** The causes that a broken probe speaks of: those it names, else those on its relation, else those felt anywhere. */
function causesOfProbe(
  probe: ProbeResult,
  causes: readonly Cause[],
  { statement: { before } }: Place,
): readonly Cause[] {
  const refusing = causes.filter((cause) => cause.kind === 'stricter' && refuses(cause, probe));
  if (refusing.length > 0) return refusing;
  const relations = [probe.relation, tableOfSequence(before, probe.relation)];
  const near = causes.filter(
    (cause) => cause.kind !== 'stricter' && relations.includes(relationOf(cause) ?? ''),
  );
  const text = `${probe.error?.message ?? ''} ${probe.breaks ?? ''}`;
  const named = near.filter((cause) => isNamedIn(cause, text));
  if (named.length > 0) return named;
  if (near.length > 0) return near;
  return causes.filter((cause) => relationOf(cause) === null);
}

/** `unique_violation` of a constraint that was there before: the probe's own value met a row, nothing broke. */
function isCollision({ error }: ProbeResult): boolean {
  return error?.code === '23505';
}

/** Class 23, integrity constraint violation; the message names the constraint, or the column that is empty. */
function refuses(cause: Cause, { error }: ProbeResult): boolean {
  return error !== null && error.code.startsWith('23') && isNamedIn(cause, error.message);
}

/** The object is the column that the statement changed, where it changed just one. */
function otherBreak(place: Place, relation: string, probes: readonly ProbeResult[]): Break {
  const { altered } = differenceOf(place.statement);
  const columns = altered.filter(({ before }) => before.kind === 'column' && before.relation === relation);
  const [first, second] = columns;
  const object = first === undefined || second !== undefined ? relation : first.before.name;
  return { place, cause: null, object, relation, probes };
}

/** The synthetic rows were taken away, so that a statement that minds them could go on; missing rows mean nothing then. */
function isEmptiedFor({ migration, index }: Place): boolean {
  return migration.statements.slice(0, index + 1).some(({ rowsTrial }) => rowsTrial.dependsOnData);
}

/** A probe that finds fewer rows because rows are gone; that is told as their loss. */
function isLossOfRows({ relation }: ProbeResult, { dataLoss }: RehearsedStatement): boolean {
  return dataLoss.some((loss) => loss.kind === 'rows' && loss.object === relation);
}

function append<Key>(lists: Map<Key, ProbeResult[]>, key: Key, probe: ProbeResult): void {
  lists.set(key, [...(lists.get(key) ?? []), probe]);
}
