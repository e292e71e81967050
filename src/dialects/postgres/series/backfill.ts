import { code } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import { inBatches } from './batches.ts';
import type { Kind } from './kinds.ts';
import { fileWords, tableWord } from './names.ts';
import { loneStep, type NoPart, type Part } from './part.ts';
import { changesOf, keyColumns } from './scene.ts';
import { readUpdate } from './sql-text.ts';

/** An `UPDATE` of one table by itself: the same values, batch by batch. */
export const backfill: Kind = (scene, taken) =>
  changesOf(scene, 'update-rows')
    .filter(({ index }) => !taken.has(index))
    .flatMap(({ index, change, sql }): (Part | NoPart)[] => {
      const table = change.relation ?? '';
      const update = readUpdate(sql);
      if (update?.from !== null || keyColumns(scene.before, table).length === 0) return [];
      const columns = update.assignments.map(({ column }) => column);
      const values = update.assignments
        .map(({ column, expression }) => `${column} = ${expression}`)
        .join(', ');
      const where = update.where === null ? '' : ` AND (${update.where})`;
      const block = inBatches({
        catalog: scene.before,
        table,
        work: (range) => `UPDATE ${table} SET ${values}\nWHERE ${range}${where}`,
      });
      const names = columns.map((column) => `${table}.${column}`);
      return [
        {
          kind: 'backfill',
          title: `Fill ${listInWords(names.map((name) => code(name)))}`,
          takes: [index],
          objects: names,
          fresh: names,
          steps: [
            loneStep({
              stage: 'migrate',
              name: fileWords('fill', tableWord(table), ...columns),
              title: `Give ${listInWords(names.map((name) => code(name)))} their new values, in batches.`,
              up: [block ?? ''],
              down: [],
              old: true,
              fresh: true,
            }),
          ],
        },
      ];
    });
