import type { Minutes } from '../../../src/conversation/minutes.ts';
import type { Settlement } from '../../../src/model/decisions.ts';
import type { Docket } from '../../../src/model/docket.ts';
import type { Click, Record, Saying, Spoken } from './record.ts';
import { ROLE, type Person, type Story, type Words } from './steps.ts';

const TODAY = '2026-11-23';
const RANK = ['read', 'triage', 'write', 'maintain', 'admin'];
const KNOWN = ['drop-in-use', 'index-build-blocks-writes', 'strong-lock-without-timeout'];

type Deed = 'tick' | 'attest' | 'accept' | 'decide';

/** What roles may, as the two sets of rights say; see `rights.ts`. */
const NEEDED = {
  usual: { tick: 'write', attest: 'write', accept: 'maintain', decide: 'maintain' },
  strict: { tick: 'maintain', attest: 'admin', accept: 'admin', decide: 'admin' },
} as const;

/** What must hold in the end, whatever happened on the way. Every sentence is something that does not hold. */
export class Oracle {
  readonly #record: Record;
  readonly #rights: Story['rights'];
  readonly #docketOf: (sha: string) => Docket | null;

  constructor(record: Record, rights: Story['rights'], docketOf: (sha: string) => Docket | null) {
    this.#record = record;
    this.#rights = rights;
    this.#docketOf = docketOf;
  }

  /** What is lost and what is invented in what our comment keeps. */
  faults(minutes: Minutes): string[] {
    return [...this.#overrideFaults(minutes), ...this.#rulingFaults(minutes), ...this.#tickFaults(minutes)];
  }

  #may(by: string, deed: Deed): boolean {
    const role = ROLE[by as Person] as string | undefined;
    return role !== undefined && RANK.indexOf(role) >= RANK.indexOf(NEEDED[this.#rights][deed]);
  }

  #overrideFaults({ overrides }: Minutes): string[] {
    const faults = this.#entryFaults('override', overrides, (said) => this.#accepts(said));
    for (const { comment, rule, at, revoked } of overrides) {
      const takingBack = this.#record.spoken.filter((spoken) =>
        spoken.versions.some(
          (said) => said.words.verb === 'revoke' && said.words.rule === rule && this.#may(said.by, 'accept'),
        ),
      );
      if (revoked !== null && !takingBack.some(({ author }) => author === revoked.by))
        faults.push(`override ${comment} is revoked, and nobody did`);
      const sure = takingBack.some((spoken) => this.#isSure(spoken) && later(spoken, at));
      if (revoked === null && sure) faults.push(`override ${comment} was revoked, and stands`);
    }
    return faults;
  }

  #rulingFaults({ rulings }: Minutes): string[] {
    return this.#entryFaults('ruling', rulings, ({ words, by }) =>
      words.verb === 'go' || words.verb === 'no-go' ? this.#may(by, 'decide') : false,
    );
  }

  /** Each sure one is there once; each one that is there was said, by this person. */
  #entryFaults(
    what: string,
    entries: readonly { readonly comment: number; readonly by: string; readonly at: string }[],
    counts: (said: Saying) => boolean,
  ): string[] {
    const faults: string[] = [];
    for (const spoken of this.#record.spoken) {
      const found = entries.filter(({ comment }) => comment === spoken.comment).length;
      const [first] = spoken.versions;
      if (found > 1) faults.push(`${what} ${spoken.comment} is there ${found} times`);
      if (found === 0 && this.#isSure(spoken) && first !== undefined && counts(first))
        faults.push(`${what} ${spoken.comment} is lost`);
    }
    for (const { comment, by, at } of entries) {
      const said = this.#record.spoken.find((spoken) => spoken.comment === comment);
      const meant = said?.versions.some(
        (each) => each.by === by && counts(each) && each.at === Date.parse(at),
      );
      if (meant !== true) faults.push(`${what} ${comment} by ${by} is invented`);
    }
    return faults;
  }

  /** Nobody changed it, and it is still there or was surely heard. */
  #isSure({ versions, deleted, heard }: Spoken): boolean {
    return heard !== null || (!deleted && versions.length === 1);
  }

  #accepts({ words, by }: Saying): boolean {
    if (words.verb !== 'accept' || !KNOWN.includes(words.rule)) return false;
    return words.until >= TODAY && words.until < '2027-02-01' && this.#may(by, 'accept');
  }

  #tickFaults({ settled }: Minutes): string[] {
    const head = this.#record.heads.at(-1);
    const docket = head === undefined ? null : this.#docketOf(head.sha);
    if (docket === null) return [];
    return docket.checklist.flatMap(({ id, digest, state }) => {
      const found = settled.filter((each) => each.item === id && each.digest === digest);
      if (found.length > 1) return [`${id} is settled ${found.length} times`];
      return this.#itemFaults(`${id}:${digest}`, state === 'open', found[0] ?? null);
    });
  }

  #itemFaults(key: string, open: boolean, settled: Settlement | null): string[] {
    const clicks = this.#record.clicks.filter((click) => click.key === key && this.#may(click.by, 'tick'));
    const attests = this.#attests(key);
    if (settled === null) return open && this.#mustBeSettled(key, clicks, attests) ? [`${key} is lost`] : [];
    const by = [...clicks.filter(({ ticked }) => ticked), ...attests.map(({ author }) => ({ by: author }))];
    if (!by.some((each) => each.by === settled.by)) return [`${key} by ${settled.by} is invented`];
    return this.#mustBeOpen(clicks, attests) ? [`${key} was unticked, and is settled`] : [];
  }

  #attests(key: string): Spoken[] {
    const [item] = key.split(':');
    const isAbout = (words: Words): boolean => words.verb === 'attest' && words.item === item;
    return this.#record.spoken.filter(({ versions }) =>
      versions.some((said) => isAbout(said.words) && this.#may(said.by, 'attest')),
    );
  }

  /** The last thing that happened to it is a sure yes, and its content was the same ever since. */
  #mustBeSettled(key: string, clicks: readonly Click[], attests: readonly Spoken[]): boolean {
    const lastNo = Math.max(0, ...clicks.filter(({ ticked }) => !ticked).map(({ at }) => at));
    const yes = [
      ...clicks.filter(({ ticked, sure }) => ticked && sure).map(({ at }) => at),
      ...attests
        .filter((each) => each.shown === key && this.#isSure(each))
        .map((each) => each.versions[0]?.at ?? 0),
    ];
    return yes.some((at) => at > lastNo && this.#isSameSince(key, at));
  }

  #mustBeOpen(clicks: readonly Click[], attests: readonly Spoken[]): boolean {
    const last = clicks.at(-1);
    if (last === undefined || last.ticked || !last.sure) return false;
    return !attests.some(({ versions }) => versions.some(({ at }) => at > last.at));
  }

  #isSameSince(key: string, at: number): boolean {
    const { heads } = this.#record;
    const first = heads.findLastIndex((head) => head.at <= at);
    return heads.slice(Math.max(0, first)).every(({ sha }) => {
      const docket = this.#docketOf(sha);
      return docket === null || docket.checklist.some(({ id, digest }) => `${id}:${digest}` === key);
    });
  }
}

function later({ versions: [first] }: Spoken, at: string): boolean {
  return first !== undefined && first.at > Date.parse(at);
}
