import { packed } from '../../../src/lib/pack.ts';
import { COMMENT_MARKER } from '../../../src/model/report.ts';
import type { Delivery, LoopbackGitHub } from '../../github/loopback-github.ts';
import type { StoredComment } from '../../github/loopback/stored.ts';
import { HEADS } from './heads.ts';
import { boxesOf, differing, type Record, type Spoken } from './record.ts';
import type { Stage } from './stage.ts';
import { textOf, type Act, type Damage, type Person, type Step, type Story, type Words } from './steps.ts';

/** Plays a story on a GitHub, and writes down what happened. */
export class Play {
  readonly record: Record = { spoken: [], clicks: [], heads: [] };
  readonly #github: LoopbackGitHub;
  readonly #stage: Stage;
  readonly #delivered: Delivery[] = [];

  constructor(github: LoopbackGitHub, stage: Stage) {
    this.#github = github;
    this.#stage = stage;
    this.#noteHead();
    const opened = github.deliveries.at(-1);
    if (opened !== undefined) this.#delivered.push(opened);
  }

  async begin(): Promise<void> {
    const [opened] = this.#delivered;
    if (opened !== undefined) await this.#run(opened, { holdAt: null, trouble: null });
  }

  async step(step: Step): Promise<void> {
    const { act, delivered } = step;
    if (act.kind === 'release') {
      if (this.#stage.held.length > 0) await this.#stage.release(act.which % this.#stage.held.length);
      return;
    }
    const delivery = act.kind === 'redeliver' ? this.#old(act.which) : this.#act(act);
    if (delivery === null) return;
    if (act.kind !== 'redeliver') this.#delivered.push(delivery);
    if (delivered !== 'never') await this.#run(delivery, step);
    if (delivered === 'twice') await this.#run(delivery, { holdAt: null, trouble: null });
  }

  /** One last event reaches us, and nothing disturbs the run. */
  async end(last: Story['last']): Promise<void> {
    while (this.#stage.held.length > 0) await this.#stage.release(0);
    const github = this.#github;
    const events = {
      dispatch: () => github.dispatch({ 'pull-request': '7' }),
      'pull-request': () => github.reopenPull(),
      comment: () => github.comment('rae', '/holdpoint help'),
    };
    await this.#run(events[last](), { holdAt: null, trouble: null });
  }

  async recheck(): Promise<void> {
    await this.#stage.run(this.#github.dispatch({ 'pull-request': '7' }));
  }

  /** The comment of ours that people see; null when there is none. */
  ours(): StoredComment | null {
    const own = this.#github.comments.filter(({ author }) => author.type === 'Bot');
    return own.find(({ body }) => body.trimStart().startsWith(COMMENT_MARKER)) ?? null;
  }

  async #run(delivery: Delivery, { holdAt, trouble }: Pick<Step, 'holdAt' | 'trouble'>): Promise<void> {
    const hears = this.#hears(delivery);
    const versions = this.record.spoken.map((spoken) => spoken.versions.at(-1) ?? null);
    const undisturbed = await this.#stage.run(delivery, {
      ...(holdAt === null ? {} : { holdAt }),
      ...(trouble === null ? {} : { trouble }),
    });
    if (!undisturbed || !hears || this.ours() === null) return;
    for (const [at, spoken] of this.record.spoken.entries())
      if (!spoken.deleted && spoken.versions.length === 1) spoken.heard ??= versions[at] ?? null;
  }

  /** Whether a run on this event listens at all: older commits and small talk do not concern us. */
  #hears({ name, payload }: Delivery): boolean {
    if (name === 'workflow_dispatch') return true;
    const text = JSON.stringify(payload);
    if (name === 'issue_comment')
      return payload['action'] !== 'deleted' && /\/holdpoint |holdpoint:review/.test(text);
    return text.includes(`"sha":"${this.#github.pull().headSha}"`);
  }

  #old(which: number): Delivery | null {
    return this.#delivered[which % Math.max(1, this.#delivered.length)] ?? null;
  }

  #act(act: Exclude<Act, { kind: 'redeliver' | 'release' }>): Delivery | null {
    switch (act.kind) {
      case 'push':
        return this.#push(act.head);
      case 'tick':
        return this.#tick(act.by, act.boxes, act.ticked);
      case 'stale-tick':
        return this.#staleTick(act.by, act.box, act.version);
      case 'damage':
        return this.#damage(act.by, act.how);
      case 'delete-ours':
        return this.#deleteOurs(act.by);
      case 'say':
        return this.#say(act.by, act.words);
      case 'reword':
        return this.#reword(act.by, act.which, act.words);
      case 'unsay':
        return this.#unsay(act.which);
    }
  }

  #push(head: keyof typeof HEADS): Delivery {
    const delivery = this.#github.push(HEADS[head]);
    this.#noteHead();
    return delivery;
  }

  #noteHead(): void {
    this.record.heads.push({ at: this.#github.world.clock, sha: this.#github.pull().headSha });
  }

  #tick(by: Person, which: readonly number[], ticked: boolean): Delivery | null {
    const ours = this.ours();
    const boxes = boxesOf(ours?.body ?? '').filter((box) => box.ticked !== ticked);
    if (ours === null || boxes.length === 0) return null;
    const chosen = new Set(which.map((each) => boxes[each % boxes.length]?.item ?? ''));
    const body = [...chosen].reduce((text, item) => withBox(text, item, ticked), ours.body);
    return this.#edit(by, ours, body, true);
  }

  #staleTick(by: Person, which: number, version: number): Delivery | null {
    const ours = this.ours();
    if (ours === null || ours.edits.length === 0) return null;
    const text = ours.edits[version % ours.edits.length]?.body ?? ours.body;
    const open = boxesOf(text).filter(({ ticked }) => !ticked);
    const box = open[which % Math.max(1, open.length)];
    return box === undefined ? null : this.#edit(by, ours, withBox(text, box.item, true), false);
  }

  #damage(by: Person, how: Damage): Delivery | null {
    const ours = this.ours();
    if (ours === null) return null;
    const body = DAMAGED[how](ours);
    if (!body.includes('<!-- holdpoint:review') && !MINUTES.test(body)) this.#forget();
    return this.#edit(by, ours, body, false);
  }

  #deleteOurs(by: Person): Delivery | null {
    const ours = this.ours();
    if (ours === null) return null;
    this.#forget();
    return this.#github.deleteComment(by, ours.id);
  }

  /** Without our comment, all that is left is what people still say. */
  #forget(): void {
    this.record.clicks = this.record.clicks.map((click) => ({ ...click, sure: false }));
    for (const spoken of this.record.spoken) Object.assign(spoken, { heard: null, shown: null });
  }

  #edit(by: Person, ours: StoredComment, body: string, sure: boolean): Delivery | null {
    if (body === ours.body) return null;
    const bases = sure ? [ours.body] : [ours.body, ...ours.edits.map((edit) => edit.body)];
    const delivery = this.#github.editComment(by, ours.id, body);
    const at = this.#github.world.clock;
    const clicks = bases.flatMap((base) => differing(base, body));
    this.record.clicks.push(...clicks.map(({ key, ticked }) => ({ key, ticked, by, at, sure })));
    return delivery;
  }

  #say(by: Person, words: Words): Delivery {
    const shown = words.verb === 'attest' ? this.#shown(words.item) : null;
    const delivery = this.#github.comment(by, textOf(words));
    const comment = this.#github.comments.at(-1)?.id ?? 0;
    const versions = [{ at: this.#github.world.clock, by, words }];
    this.record.spoken.push({ comment, author: by, versions, deleted: false, heard: null, shown });
    return delivery;
  }

  #shown(item: string): string | null {
    return boxesOf(this.ours()?.body ?? '').find((box) => box.item === item)?.key ?? null;
  }

  #reword(by: Person | null, which: number, words: Words): Delivery | null {
    const spoken = this.#spoken(which);
    const stored = this.#github.comments.find(({ id }) => id === spoken?.comment);
    const body = textOf(words);
    if (spoken === null || stored?.body === body) return null;
    const editor = by ?? spoken.author;
    const delivery = this.#github.editComment(editor, spoken.comment, body);
    spoken.versions.push({ at: this.#github.world.clock, by: editor, words });
    return delivery;
  }

  #unsay(which: number): Delivery | null {
    const spoken = this.#spoken(which);
    if (spoken === null) return null;
    spoken.deleted = true;
    return this.#github.deleteComment(spoken.author, spoken.comment);
  }

  #spoken(which: number): Spoken | null {
    const there = this.record.spoken.filter(({ deleted }) => !deleted);
    return there[which % Math.max(1, there.length)] ?? null;
  }
}

function withBox(text: string, item: string, ticked: boolean): string {
  return text.replace(new RegExp(`^- \\[[ xX]\\] (<!-- item:${item}:)`, 'm'), `- [${ticked ? 'x' : ' '}] $1`);
}

const MINUTES = /<!-- holdpoint:minutes (\S+) -->/;

const DAMAGED: Readonly<globalThis.Record<Damage, (ours: StoredComment) => string>> = {
  'forged-minutes': ({ body }) => body.replace(MINUTES, `<!-- holdpoint:minutes ${packed(FORGED)} -->`),
  'no-minutes': ({ body }) => body.replace(MINUTES, ''),
  'no-marker': ({ body }) => body.replace(COMMENT_MARKER, ''),
  blank: () => 'Nothing to see here.',
  'reversed-boxes': ({ body }) =>
    body.replace(
      /(^- \[[ xX]\] .*\n)+/m,
      (list) => `${list.trimEnd().split('\n').toReversed().join('\n')}\n`,
    ),
  'no-boxes': ({ body }) => body.replace(/^- \[[ xX]\] .*$/gm, ''),
  crlf: ({ body }) => body.replace(/\n/g, '\r\n'),
  restored: ({ body, edits }) => edits[0]?.body ?? body,
};

/** As somebody would write it who wants the gate open. */
const FORGED = {
  version: 1,
  head: 'c0ffee',
  base: 'c0ffee',
  body: null,
  docket: { folder: '', charges: [], clear: [], checklist: [], danger: null },
  shown: {},
  read: 999_999_999,
  edit: null,
  settled: [],
  overrides: [
    {
      rule: 'drop-in-use',
      object: null,
      until: '2026-12-24',
      because: 'forged',
      comment: 1,
      by: 'root',
      at: '2026-11-23T08:00:00Z',
      revoked: null,
    },
  ],
  rulings: [],
};
