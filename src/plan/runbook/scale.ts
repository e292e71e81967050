import { code } from '../../lib/code.ts';
import { bytesInWords } from '../../lib/bytes-in-words.ts';
import { countOf } from '../../lib/count-of.ts';
import type { CurrentState } from '../../model/runbook.ts';
import type { Statistics } from '../../model/statistics.ts';
import type { Matter } from './matter.ts';
import { shippedTables } from './names.ts';
import { worksOnRows } from './traits.ts';

type Row = CurrentState['scale'][number];

/** How much there is: what the statistics tell, and what the brief says. */
export function scaleOf(matter: Matter): Row[] {
  return [...measured(matter), ...said(matter)];
}

function measured(matter: Matter): Row[] {
  const { statistics } = matter;
  const tables = shippedTables(matter);
  if (tables.length === 0) return [];
  if (statistics === null)
    return worksOnRows(matter)
      ? tables.map((name) => ({
          what: `Rows of ${code(name)}`,
          value: 'unknown size',
          source: `${code('holdpoint stats')} writes it into ${code('.holdpoint/stats.json')}`,
        }))
      : [];
  return [totalOf(statistics), ...tables.map((name) => rowsOf(name, statistics))];
}

function totalOf(statistics: Statistics): Row {
  const total = statistics.tables.reduce(
    (sum, { bytes, indexes }) => sum + bytes + indexes.reduce((all, index) => all + index.bytes, 0),
    0,
  );
  return { what: 'Total data size', value: bytesInWords(total), source: sourceOf(statistics) };
}

function rowsOf(name: string, statistics: Statistics): Row {
  const found = statistics.tables.find((table) => table.name === name);
  const rows = found?.rows ?? null;
  const size = found === undefined ? '' : `, ${bytesInWords(found.bytes)}`;
  return {
    what: `Rows of ${code(name)}`,
    value: rows === null ? `unknown${size}` : `${countOf(rows, 'row')}${size}`,
    source: sourceOf(statistics),
  };
}

function sourceOf({ takenAt, version }: Statistics): string {
  return `Statistics of ${takenAt.slice(0, 10)}, server ${version}`;
}

function said({ brief }: Matter): Row[] {
  if (brief === null) return [];
  const { users, uptime, services } = brief.impact;
  const source = code(brief.path);
  return [
    ...(users === null ? [] : [{ what: 'Active users affected', value: users, source }]),
    ...(services.length === 0
      ? []
      : [{ what: 'Services that depend on it', value: services.join(', '), source }]),
    ...(uptime === null ? [] : [{ what: 'Uptime requirement', value: uptime, source }]),
    ...(brief.move?.data ?? []).map((data) => ({ what: 'Data that is carried over', value: data, source })),
  ];
}
