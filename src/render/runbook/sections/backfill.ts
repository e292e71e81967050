import type { BlockContent, RootContent } from 'mdast';
import { code } from '../../../lib/code.ts';
import { countOf } from '../../../lib/count-of.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { Backfill } from '../../../model/backfill.ts';
import type { Script } from '../../../model/runbook.ts';
import { heading, paragraph, strong } from '../../nodes.ts';
import { prose } from '../../prose.ts';
import type { Detail } from '../part.ts';
import { scriptNodes } from '../script-nodes.ts';

/** A walk over all rows: how it goes, what proved it, and every script it needs. */
export function backfillNodes(backfill: Backfill, { scripts }: Detail): RootContent[] {
  const { relation, path, line } = backfill;
  return [
    heading(4, ...prose(`Backfill of ${code(relation)} (${code(`${path}:${line}`)})`)),
    paragraph(...prose(mannerOf(backfill)), ' ', ...prose(proofOf(backfill))),
    ...(scripts ? scriptsOf(backfill).flatMap(([title, script]) => titled(title, script)) : []),
  ];
}

function mannerOf({ relation, key, batch }: Backfill): string {
  const walk = `Walks ${code(relation)} by ${listInWords(key.map((column) => code(column)))}`;
  const pace = `${countOf(batch.rows, 'row')} at a time with ${countOf(batch.pause, 'millisecond')} between two batches`;
  return `${walk}, ${pace}, one batch at once; each batch is counted, a row that fails is noted and skipped, and a stopped walk goes on after the last key.`;
}

function proofOf({ proof: { outcome, rows, because } }: Backfill): string {
  const reason = because === null ? '' : `: ${because}`;
  switch (outcome) {
    case 'same':
      return `Ran on ${countOf(rows, 'synthetic row')}, interrupted and resumed: the same rows as the statement that it stands for.`;
    case 'differs':
      return `Ran on ${countOf(rows, 'synthetic row')} and left other rows than the statement that it stands for${reason}`;
    case 'failed':
      return `Ran on ${countOf(rows, 'synthetic row')} and failed${reason}`;
    case 'untried':
      return `Not run here${reason}`;
  }
}

/** For each script; what came of it stands above them all. */
function witnessOf({ proof: { outcome, rows } }: Backfill): string | null {
  if (outcome === 'untried') return null;
  const end = {
    same: '.',
    differs: ', with another outcome: see above.',
    failed: ', and failed: see above.',
  }[outcome];
  return `Run here with the others on ${countOf(rows, 'synthetic row')}${end}`;
}

function scriptsOf(backfill: Backfill): (readonly [string, Script])[] {
  const { relation, script, prepare, procedure, progress, skipped, cleanUp } = backfill;
  const witness = witnessOf(backfill);
  const sql = (text: string, how: string): Script => ({
    language: 'sql',
    text,
    where: `On the primary, as the owner of ${code(relation)}, outside of a transaction.`,
    how,
    witness,
  });
  const walk: Script = {
    ...sql(script.text, `With ${code(script.tool)}, from a session that outlives your terminal.`),
    language: script.text.startsWith('#!') ? 'sh' : 'sql',
  };
  return [
    ...(prepare.length === 0 ? [] : [['Prepare', sql(joined(prepare), 'Once, before the walk.')] as const]),
    ...(procedure === null
      ? []
      : [
          [
            'Walk inside of the database',
            sql(joined(procedure), 'Once; call it again to go on after a stop.'),
          ] as const,
        ]),
    [procedure === null ? 'Walk' : 'Or walk from outside', walk],
    ['How far it is', sql(progress, 'As often as you like while it runs: done, total.')],
    ['What was skipped', sql(skipped, 'After the walk; no row is what you want to see.')],
    ...(cleanUp.length === 0
      ? []
      : [['Clean up', sql(joined(cleanUp), 'Once, after the phase has its go.')] as const]),
  ];
}

function titled(title: string, script: Script): BlockContent[] {
  return [paragraph(strong(title)), ...scriptNodes(script)];
}

/** Statements, each ended. */
function joined(statements: readonly string[]): string {
  return statements.map((sql) => (/;\s*$/.test(sql) ? sql : `${sql.trimEnd()};`)).join('\n\n');
}
