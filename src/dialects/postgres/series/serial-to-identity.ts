import { code } from '../../../lib/code.ts';
import { runningSql } from '../../../model/statement.ts';
import { lasting } from '../catalog/lasting.ts';
import { invert } from '../inverse/invert.ts';
import { textFact } from '../../catalog/facts.ts';
import { asCatalogName } from './expression.ts';
import type { Kind } from './kinds.ts';
import { fileWords, tableWord } from './names.ts';
import { step, type Part } from './part.ts';
import { changesOf, columnIn } from './scene.ts';

/** A column numbered by a sequence of its own becomes an identity: nothing but the catalog changes, so in one instant. */
export const serialToIdentity: Kind = (scene) =>
  changesOf(scene, 'drop-default').flatMap(({ index, change }): Part[] => {
    const table = change.relation ?? '';
    const name = asCatalogName(change.column);
    const was = columnIn(scene.before, table, name);
    const is = columnIn(scene.after, table, name);
    if (was === null || is === null || textFact(is, 'identity') === null) return [];
    if (textFact(was, 'default')?.includes('nextval(') !== true) return [];
    const related = scene.statements.map((_, place) => place).filter((place) => place >= index);
    const takes = related.filter((place) => isRelated(scene.statements[place]?.statement ?? null));
    const back = invert(lasting(scene.before), lasting(scene.after));
    if (back.impossible.length > 0) return [];
    const sql = takes.flatMap((place) => {
      const ran = scene.statements[place];
      return ran === undefined ? [] : [runningSql(ran.statement).trim().replace(/;$/, '')];
    });
    return [
      {
        kind: 'serial-to-identity',
        title: `Make ${code(is.name)} an identity`,
        takes,
        objects: [is.name],
        steps: [
          step({
            stage: 'expand',
            name: fileWords('identity', tableWord(table), name),
            title: `Number ${code(is.name)} by an identity in place of the default, in one instant.`,
            up: sql,
            down: back.sql,
            old: textFact(is, 'identity') !== 'always',
            fresh: true,
          }),
        ],
      },
    ];
  });

const RELATED: ReadonlySet<string> = new Set(['drop-default', 'drop', 'set-identity', 'query']);

function isRelated(statement: Parameters<typeof runningSql>[0] | null): boolean {
  return statement?.kind === 'readable' && statement.changes.every(({ kind }) => RELATED.has(kind));
}
