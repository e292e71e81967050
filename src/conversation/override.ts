import { code } from '../lib/code.ts';
import type { Decisions } from '../model/decisions.ts';
import { isAbout } from '../model/docket.ts';
import type { Docket } from '../model/docket.ts';
import { denial } from './denial.ts';
import { noRule } from './no-rule.ts';
import { done, refused } from './request.ts';
import type { Obeyed, Of, Request, Setting } from './request.ts';

/** Notes an override: by whom may, of a rule that there is, until a day that is to come. */
export async function accept(
  decisions: Decisions,
  { comment, by, at }: Request,
  { rule: id, object, until, because }: Of<'accept'>,
  setting: Setting,
): Promise<Obeyed> {
  const known = contestable(setting);
  if (!known.includes(id)) return refused(decisions, noRule(id, known));
  if (until < setting.today) return refused(decisions, `${code(until)} is over. Name a day that is to come.`);
  const longest = daysAfter(setting.today, setting.rights.longestDays);
  if (until > longest)
    return refused(
      decisions,
      `An override may last until ${code(longest)} at most (${setting.rights.longestDays} days).`,
    );
  const denied = await denial(by, 'accept', id, setting);
  if (denied !== null) return refused(decisions, denied);
  const override = { rule: id, object, until, because, comment, by: by.login, at, revoked: null };
  const remark = matches(setting.docket, id, object)
    ? null
    : `${code(id)}${object === null ? '' : ` on ${code(object)}`} is not among what stands against this change now; the override is noted and lifts nothing.`;
  return { ...done({ ...decisions, overrides: [...decisions.overrides, override] }), remark };
}

/** Takes overrides back: by whom may make them, or by whom made them. */
export async function revoke(
  decisions: Decisions,
  { by, at }: Request,
  { rule: id, object }: Of<'revoke'>,
  setting: Setting,
): Promise<Obeyed> {
  const meant = decisions.overrides.filter(
    (one) => one.rule === id && one.revoked === null && (object === null || one.object === object),
  );
  if (meant.length === 0)
    return refused(
      decisions,
      `There is no override of ${code(id)}${object === null ? '' : ` on ${code(object)}`} to take back.`,
    );
  const denied = await denial(by, 'accept', id, setting);
  const own = meant.every((one) => one.by === by.login);
  if (denied !== null && !own) return refused(decisions, denied);
  const overrides = decisions.overrides.map((one) =>
    meant.includes(one) ? { ...one, revoked: { by: by.login, at } } : one,
  );
  return done({ ...decisions, overrides });
}

function matches(docket: Docket | null, rule: string, object: string | null): boolean {
  const charges = docket?.charges ?? [];
  return charges.some(({ contested }) => contested.some((one) => isAbout({ rule, object }, one)));
}

/** Rules, `unknown`, and items of the checklist that the machine saw fail. */
function contestable({ rules, docket }: Setting): string[] {
  return [...rules, 'unknown', ...(docket?.checklist ?? []).map(({ id }) => id)];
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
