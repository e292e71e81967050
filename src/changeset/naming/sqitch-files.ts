import { withoutCodeMarks } from '../../lib/code.ts';
import { baseName } from '../path-parts.ts';
import type { NamedStep, NamingRequest, NewFile } from './naming.ts';
import { downText, upText } from './step-text.ts';

/** Scripts for each step, and the plan with a line for each: Sqitch knows the order by nothing else. */
export function sqitchSteps(request: NamingRequest): NamedStep[] | null {
  const { files, steps, original, now } = request;
  const plan = files.find(({ path }) => baseName(path) === 'sqitch.plan');
  if (plan === undefined) return null;
  const root = original.path.slice(0, original.path.lastIndexOf('deploy/'));
  const planner = /\d{4}-\d{2}-\d{2}T\S+Z (.+ <[^>]*>)/.exec(
    plan.text.split('\n').toReversed().join('\n'),
  )?.[1];
  const lines = steps.map((step, index) => {
    const time = new Date(now.getTime() + index * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
    return `${step.name} ${time} ${planner ?? 'Planner <planner@localhost>'} # ${withoutCodeMarks(step.title)}\n`;
  });
  return steps.map((step, index) => {
    const script = (kind: string, text: string): NewFile => ({
      path: `${root}${kind}/${step.name}.sql`,
      text: `-- ${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${step.name}\n\n${text}`,
    });
    const up = script('deploy', upText(step, request));
    const planned = plan.text.replace(/\n*$/, '\n') + lines.slice(0, index + 1).join('');
    return {
      version: step.name,
      path: up.path,
      files: [
        up,
        script('revert', downText(step, request)),
        script('verify', 'BEGIN;\n\nSELECT 1;\n\nROLLBACK;\n'),
        { path: plan.path, text: planned, edits: true as const },
      ],
    };
  });
}
