import { checkRunJson } from '../run-resources.ts';
import { refuse, type Answer } from '../answer.ts';
import { numberOf, ok, page, textOf, type Call, type Routes } from '../route.ts';
import type { StoredCheckRun } from '../stored.ts';

/** Check runs with their annotations. */
export const CHECKS: Routes = {
  'checks/create': { needs: ['checks:write'], serve: create },
  'checks/update': { needs: ['checks:write'], serve: (call) => withRun(call, (run) => update(call, run)) },
  'checks/get': { needs: ['checks:read'], serve: (call) => withRun(call, (run) => ok(checkRunJson(run))) },
  'checks/list-for-ref': { needs: ['checks:read'], serve: list },
  'checks/list-annotations': {
    needs: ['checks:read'],
    serve: (call) => withRun(call, (run) => page(call, run.annotations)),
  },
};

const LONGEST_MESSAGE = 64 * 1024;
const LONGEST_TITLE = 255;

type Json = Readonly<Record<string, unknown>>;

function create(call: Call): Answer {
  const { world, body, grant } = call;
  const refusal = refusalOf(call);
  if (refusal !== null) return refusal;
  const sha = textOf(body, 'head_sha') ?? '';
  if (!world.hasCommit(sha)) return refuse(422, `No commit found for SHA: ${sha}`);
  const run: StoredCheckRun = {
    id: world.nextId(),
    name: textOf(body, 'name') ?? '',
    sha,
    status: 'queued',
    conclusion: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
    creator: grant.account,
    run: grant.kind === 'workflow' ? grant.run : null,
  };
  take(run, body);
  world.checkRuns.push(run);
  return { status: 201, body: checkRunJson(run) };
}

function update(call: Call, run: StoredCheckRun): Answer {
  const { body, grant } = call;
  const refusal = refusalOf(call);
  if (refusal !== null) return refusal;
  if (run.creator.login !== grant.account.login)
    return refuse(403, 'Invalid app_id - check run can only be modified by the GitHub App that created it.');
  const changesState = body['status'] !== undefined || body['conclusion'] !== undefined;
  if (grant.kind === 'workflow' && changesState && run.run !== grant.run)
    return refuse(403, 'Check run status and conclusions can only be updated internally by GitHub Actions.');
  take(run, body);
  return ok(checkRunJson(run));
}

function refusalOf({ grant, world, body }: Call): Answer | null {
  if (grant.kind === 'person') return refuse(403, 'You must authenticate via a GitHub App.');
  const annotations = annotationsOf(body);
  if (annotations.length > world.maxima.annotations)
    return refuse(422, `Invalid request: annotations exceed the maximum of ${world.maxima.annotations}.`);
  const reason = annotations.map(annotationFault).find((each) => each !== null);
  return reason === undefined ? null : refuse(422, `Invalid request: ${reason}`);
}

function annotationFault(annotation: Json): string | null {
  const [first, last] = [Number(annotation['start_line']), Number(annotation['end_line'])];
  if (first < 1 || last < first) return 'end_line must not be before start_line';
  if (annotation['start_column'] !== undefined && first !== last) return 'columns only on one line';
  if ((textOf(annotation, 'title') ?? '').length > LONGEST_TITLE) return 'title is too long (maximum is 255)';
  if (annotation['message'] === '') return 'message cannot be blank';
  if (Buffer.byteLength(textOf(annotation, 'message') ?? '') > LONGEST_MESSAGE)
    return 'message exceeds 64 KB';
  return null;
}

function annotationsOf(body: Json): readonly Json[] {
  const output = body['output'] as Json | undefined;
  return (output?.['annotations'] ?? []) as readonly Json[];
}

/** A conclusion completes a run; annotations are added to those that are there. */
function take(run: StoredCheckRun, body: Json): void {
  const output = (body['output'] ?? {}) as Json;
  run.conclusion = textOf(body, 'conclusion') ?? run.conclusion;
  run.status = run.conclusion === null ? (textOf(body, 'status') ?? run.status) : 'completed';
  run.title = textOf(output, 'title') ?? run.title;
  run.summary = textOf(output, 'summary') ?? run.summary;
  run.text = textOf(output, 'text') ?? run.text;
  run.annotations.push(...annotationsOf(body).map(completed));
}

const ABSENT = { start_column: null, end_column: null, title: null, raw_details: null };

function completed(annotation: Json): Record<string, unknown> {
  return { ...ABSENT, ...annotation };
}

function list(call: Call): Answer {
  const { world, path, query } = call;
  const ref = path['ref'] ?? '';
  const sha = world.git.resolve(ref) ?? ref;
  const name = query.get('check_name');
  const all = world.checkRuns
    .filter((run) => run.sha === sha && (name === null || run.name === name))
    .toReversed();
  return page(call, all, (shown) => ({ total_count: all.length, check_runs: shown.map(checkRunJson) }));
}

function withRun(call: Call, serve: (run: StoredCheckRun) => Answer): Answer {
  const run = call.world.checkRuns.find(({ id }) => id === numberOf(call.path, 'check_run_id'));
  return run === undefined ? refuse(404, 'Not Found') : serve(run);
}
