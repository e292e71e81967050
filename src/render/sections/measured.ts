import type { RootContent } from 'mdast';
import { countOf } from '../../lib/count-of.ts';
import type { Witness } from '../../model/observation.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import { DIALECT_NAME } from '../../model/project.ts';
import type { Rehearsal } from '../../model/rehearsal.ts';
import { versionNumber, versionWords } from '../../model/server-version.ts';
import type { Section } from '../fit.ts';
import { details, list, name } from '../nodes.ts';
import type { Inline } from '../nodes.ts';
import { prose } from '../prose.ts';
import { lackingWords, standInWords } from '../stand-in-words.ts';

const SUMMARY = 'How this was measured';

/** Engine, base, layout and who says what; then left out. */
export function measuredSection({ rehearsal }: ProjectPlan): Section {
  return { weight: 10, levels: [() => measuredNodes(rehearsal), () => []] };
}

function measuredNodes(rehearsal: Rehearsal): RootContent[] {
  const { project } = rehearsal;
  return details(
    SUMMARY,
    list([
      engineLine(rehearsal),
      baseLine(rehearsal),
      [
        'Layout ',
        name(project.layout),
        ' (',
        ...prose(project.layoutReason),
        ')',
        ...transactionWords(rehearsal),
      ],
      [witnessWords(rehearsal)],
    ]),
  );
}

function engineLine({ engine, project }: Rehearsal): Inline[] {
  if (engine === null)
    return [
      `No engine ran: what stands here is read from the files of this ${DIALECT_NAME[project.dialect]} project.`,
    ];
  const { dialect, serverVersion } = project;
  const other = serverVersion !== null && serverVersion !== versionNumber(dialect, engine.version);
  return [
    'Run on ',
    name(`${engine.name} ${engine.version}`),
    ', in a throw-away database with synthetic rows in every table',
    ...(other ? [`; your server is ${DIALECT_NAME[dialect]} ${versionWords(dialect, serverVersion)}`] : []),
  ];
}

function baseLine({ base }: Rehearsal): Inline[] {
  const failed = base.failures.length === 0 ? 'all ran' : `${base.failures.length} failed`;
  return [
    `Base: ${countOf(base.migrations, 'migration')}, ${countOf(base.statements, 'statement')}, ${failed}`,
    ...[standInWords(base), lackingWords(base)].flatMap((words) =>
      words === null ? [] : prose(`; ${words}`),
    ),
  ];
}

function transactionWords({ migrations }: Rehearsal): Inline[] {
  const modes = [...new Set(migrations.map(({ transaction }) => transaction))].sort();
  return modes.flatMap((mode, index): Inline[] => [index === 0 ? ', transactions ' : ', ', name(mode)]);
}

function witnessWords({ migrations }: Rehearsal): string {
  const effects = migrations.flatMap(({ statements }) =>
    statements.flatMap((statement) => statement.effects),
  );
  const count = (witness: Witness) => effects.filter((effect) => effect.witness === witness).length;
  return `Effects: ${count('measured')} measured, ${count('documented')} taken from the manual, ${count('unknown')} unknown`;
}
