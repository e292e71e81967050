import type { Decisions } from '../model/decisions.ts';
import { attest } from './attest.ts';
import { denial } from './denial.ts';
import { noRule } from './no-rule.ts';
import { accept, revoke } from './override.ts';
import { done, refused } from './request.ts';
import type { Obeyed, Of, Request, Setting } from './request.ts';

/** Carries out one command on the decisions. Commands that decide nothing (help, plan …) leave them as they are. */
export async function obey(decisions: Decisions, request: Request, setting: Setting): Promise<Obeyed> {
  const { command } = request;
  switch (command.kind) {
    case 'accept':
      return accept(decisions, request, command, setting);
    case 'revoke':
      return revoke(decisions, request, command, setting);
    case 'attest':
      return attest(decisions, request, command.item, setting);
    case 'rule':
      return rule(decisions, request, command, setting);
    case 'unreadable':
      return refused(decisions, command.why);
    case 'explain':
      return setting.rules.includes(command.rule)
        ? done(decisions)
        : refused(decisions, noRule(command.rule, setting.rules));
    case 'help':
    case 'plan':
    case 'recheck':
      return done(decisions);
  }
}

async function rule(
  decisions: Decisions,
  { comment, by, at }: Request,
  { phase, ruling, because }: Of<'rule'>,
  setting: Setting,
): Promise<Obeyed> {
  const denied = await denial(by, 'decide', null, setting);
  if (denied !== null) return refused(decisions, denied);
  const next = { phase, ruling, because, comment, by: by.login, at };
  return done({ ...decisions, rulings: [...decisions.rulings, next] });
}
