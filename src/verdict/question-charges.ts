import { withoutCodeMarks } from '../lib/code.ts';
import type { Brief } from '../model/brief.ts';
import type { Charge } from '../model/docket.ts';
import type { Plan } from '../model/plan.ts';
import type { OpenQuestion, Runbook } from '../model/runbook.ts';

/** A runbook and where its open questions are answered. */
export interface Asked {
  readonly runbook: Pick<Runbook, 'openQuestions'>;
  /** Null where there is no brief yet. */
  readonly brief: Pick<Brief, 'path'> | null;
}

/** Rules 4 and 5: what nobody said of a change that cannot be taken back holds it. What nobody knows is charged already. */
export function questionCharges(plan: Plan, { runbook, brief }: Asked): Charge[] {
  const known = new Set(plan.projects.flatMap(({ unknowns }) => unknowns.map(({ what }) => `${what}?`)));
  return runbook.openQuestions
    .filter(({ holds, question }) => holds !== null && !known.has(question))
    .map((question) => chargeOf(question, brief));
}

function chargeOf({ question, answer, holds }: OpenQuestion, brief: Asked['brief']): Charge {
  const place = brief === null ? 'a brief in `.holdpoint/briefs/`' : `\`${brief.path}\``;
  return {
    weighs: 'hold',
    reason: {
      kind: 'unknown',
      id: 'open-question',
      text: `${question} Nobody said, and ${lowered(holds ?? '')}.`,
      path: brief?.path ?? null,
      line: null,
    },
    contested: [{ rule: 'open-question', object: withoutCodeMarks(answer) }],
    next: `Answer ${answer} in ${place}.`,
  };
}

function lowered(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
