import type { CatalogObject } from '../../../model/catalog.ts';
import { agree, isFact, textFact } from './facts.ts';
import { nameParts, qualified, sqlName } from './sql-names.ts';
import { sequenceOptions } from './sequence-options.ts';
import type { Way } from './way.ts';

const PERSISTENCE: Readonly<Record<string, string>> = { unlogged: 'UNLOGGED ', temporary: 'TEMPORARY ' };

function ownedBy(sequence: CatalogObject): string {
  const column = textFact(sequence, 'ownedBy');
  if (column === null) return 'NONE';
  return nameParts(column).length > 2 ? column : `public.${column}`;
}

/** The statement that gives a sequence back to the column that owned it. */
export function ownership(sequence: CatalogObject): string {
  return `ALTER SEQUENCE ${sqlName(sequence)} OWNED BY ${ownedBy(sequence)}`;
}

/** The statement that sets a sequence after the highest value in the column it serves. */
export function catchUp(sequence: CatalogObject, column: string): string[] {
  const { table, bare } = columnParts(column);
  return [
    `SELECT setval('${sqlName(sequence).replaceAll("'", "''")}', max(${bare})) FROM ${table} HAVING max(${bare}) IS NOT NULL`,
  ];
}

/** The sequence of an identity column goes with the identity. */
function dropIdentity(sequence: CatalogObject): string {
  const { table, bare } = columnParts(textFact(sequence, 'ownedBy') ?? '');
  return `ALTER TABLE ${table} ALTER COLUMN ${bare} DROP IDENTITY`;
}

function columnParts(column: string): { readonly table: string; readonly bare: string } {
  const parts = nameParts(column);
  return { table: qualified(parts.slice(0, -1).join('.')), bare: parts.at(-1) ?? column };
}

/** Sequences. */
export const SEQUENCE_WAY: Way = {
  kinds: ['sequence'],
  create: (sequence) => {
    const persistence = PERSISTENCE[textFact(sequence, 'persistence') ?? ''] ?? '';
    const options = sequenceOptions(sequence, null).map((option) => ` ${option}`);
    return [`CREATE ${persistence}SEQUENCE ${sqlName(sequence)}${options.join('')}`];
  },
  drop: (sequence) => [
    isFact(sequence, 'identity') ? dropIdentity(sequence) : `DROP SEQUENCE ${sqlName(sequence)}`,
  ],
  alter: ({ before, now }) => {
    const steps: string[] = [];
    const options = sequenceOptions(before, now);
    if (options.length > 0) steps.push(`ALTER SEQUENCE ${sqlName(before)} ${options.join(' ')}`);
    const isOwnershipOurs = !isFact(before, 'identity') && !isFact(now, 'identity');
    if (isOwnershipOurs && !agree(before, now, 'ownedBy')) steps.push(ownership(before));
    if (!agree(before, now, 'persistence')) {
      const word = before.facts['persistence'] === 'unlogged' ? 'UNLOGGED' : 'LOGGED';
      if (!isFact(before, 'identity')) steps.push(`ALTER SEQUENCE ${sqlName(before)} SET ${word}`);
    }
    return steps;
  },
  isMadeAgain: () => false,
};
