import type { Flip, ReadEdit } from '../../src/conversation/flips.ts';
import type { Said } from '../../src/conversation/hear.ts';
import { readEdit } from '../../src/conversation/listen.ts';
import { withMinutes, type Minutes } from '../../src/conversation/minutes.ts';
import { parseCommand } from '../../src/conversation/parse-command.ts';
import type { Request, Setting } from '../../src/conversation/request.ts';
import type { Docket } from '../../src/model/docket.ts';
import type { Author, Role } from '../../src/model/ports.ts';
import { USUAL_RIGHTS } from '../../src/model/rights.ts';
import { checklistIn } from '../../src/render/checklist-in.ts';

export const OWN: Author = { login: 'github-actions[bot]', bot: true };
export const DIGEST = 'a'.repeat(16);
export const person = (login: string): Author => ({ login, bot: false });

const item = (id: string, state: 'open' | 'proved' | 'failed') =>
  ({ id, state, text: id, evidence: '', digest: DIGEST }) as const;

export const DOCKET: Docket = {
  folder: 'migrations',
  charges: [
    {
      weighs: 'no-go',
      reason: { kind: 'finding', id: 'drop-in-use', text: 'Dropped.', path: null, line: null },
      contested: [{ rule: 'drop-in-use', object: 'users.legacy' }],
      next: 'Wait.',
    },
  ],
  clear: [],
  checklist: [
    item('on-call-assigned', 'open'),
    item('tested-on-staging', 'open'),
    item('rollback-tested', 'failed'),
  ],
  danger: null,
};

const ROLES: Readonly<Record<string, Role>> = { root: 'admin', mia: 'maintain', ada: 'write', tom: 'triage' };

/** What commands are read against; nobody outside of the list has a role. */
export function settingOf(changes: Partial<Setting> = {}): Setting {
  return {
    rights: USUAL_RIGHTS,
    registry: {
      author: 'ada',
      roleOf: (login) => Promise.resolve(ROLES[login] ?? 'none'),
      isMember: (team, login) => Promise.resolve(team === 'acme/database' && login === 'tom'),
    },
    docket: DOCKET,
    rules: ['drop-in-use', 'index-build-blocks-writes'],
    today: '2026-11-23',
    shown: { [`on-call-assigned:${DIGEST}`]: '2026-11-23T08:00:00Z' },
    ...changes,
  };
}

/** A comment with a command; throws for a text that is none. */
export function requestOf(comment: number, login: string, text: string, at = atMinute(comment)): Request {
  const command = parseCommand(text);
  if (command === null) throw new Error(`${text} is no command.`);
  return { comment, by: person(login), at, command };
}

export function atMinute(minute: number): string {
  return `2026-11-23T09:${String(minute % 60).padStart(2, '0')}:00Z`;
}

export const NO_MINUTES: Minutes = {
  version: 1,
  head: 'h',
  base: 'b',
  body: null,
  docket: DOCKET,
  shown: {},
  read: 0,
  edit: null,
  settled: [],
  overrides: [],
  rulings: [],
};

/** A comment of ours with these boxes ticked. */
export function textWith(ticked: readonly string[], minutes: Partial<Minutes> = {}): string {
  const boxes = ['on-call-assigned', 'tested-on-staging'].map(
    (id) => `- [${ticked.includes(id) ? 'x' : ' '}] <!-- item:${id}:${DIGEST} --> ${id}`,
  );
  return withMinutes(`<!-- holdpoint:review -->\n\n${boxes.join('\n')}\n`, { ...NO_MINUTES, ...minutes });
}

/** Versions of our comment, a minute apart; a null author is a deleted account, a null text a deleted one. */
export function historyOf(...versions: readonly (readonly [Author | null, string | null])[]): ReadEdit[] {
  return versions.map(([by, body], minute) =>
    readEdit({ id: `e${minute}`, by, at: atMinute(minute), body }, checklistIn),
  );
}

export function said(changes: Partial<Said> = {}): Said {
  return { minutes: null, edits: [], requests: [], newest: 0, own: OWN, ...changes };
}

export function brief(flips: readonly Flip[]): string[] {
  return flips.map(({ by, item: id, ticked }) => `${by.login} ${ticked ? 'ticks' : 'unticks'} ${id}`);
}
