import fc from 'fast-check';
import { HEAD_NAMES, type Head } from './heads.ts';
import type { Trouble } from './stage.ts';

/** Who is there, from the most to the least that they may do. */
export const ROLE = {
  root: 'admin',
  mia: 'maintain',
  ada: 'write',
  wim: 'write',
  tom: 'triage',
  rae: 'read',
} as const;
export type Person = keyof typeof ROLE;

/** What a person writes in the first line of a comment. */
export type Words =
  | { readonly verb: 'accept'; readonly rule: string; readonly object: string | null; readonly until: string }
  | { readonly verb: 'revoke'; readonly rule: string }
  | { readonly verb: 'attest'; readonly item: string }
  | { readonly verb: 'go' | 'no-go'; readonly phase: 'expand' | 'contract' }
  | { readonly verb: 'help' | 'recheck' | 'plan' | 'chat' | 'nonsense' };

/** How somebody damages our comment. */
export const DAMAGES = [
  'forged-minutes',
  'no-minutes',
  'no-marker',
  'blank',
  'reversed-boxes',
  'no-boxes',
  'crlf',
  'restored',
] as const;
export type Damage = (typeof DAMAGES)[number];

export type Act =
  | { readonly kind: 'push'; readonly head: Head }
  | {
      readonly kind: 'tick';
      readonly by: Person;
      readonly boxes: readonly number[];
      readonly ticked: boolean;
    }
  | { readonly kind: 'stale-tick'; readonly by: Person; readonly box: number; readonly version: number }
  | { readonly kind: 'damage'; readonly by: Person; readonly how: Damage }
  | { readonly kind: 'delete-ours'; readonly by: Person }
  | { readonly kind: 'say'; readonly by: Person; readonly words: Words }
  | { readonly kind: 'reword'; readonly by: Person | null; readonly which: number; readonly words: Words }
  | { readonly kind: 'unsay'; readonly which: number }
  | { readonly kind: 'redeliver'; readonly which: number }
  | { readonly kind: 'release'; readonly which: number };

export interface Step {
  readonly act: Act;
  /** How often the event of it reaches us. */
  readonly delivered: 'once' | 'twice' | 'never';
  /** The run stands still before this request until it is released, or until the end. */
  readonly holdAt: number | null;
  readonly trouble: Trouble | null;
}

const speaker = fc.constantFrom<Person>('root', 'root', 'root', 'mia', 'mia', 'ada', 'tom', 'rae');
const writer = fc.constantFrom<Person>('wim', 'ada', 'mia', 'root');
const index = fc.nat({ max: 7 });

const RULES = ['drop-in-use', 'index-build-blocks-writes', 'strong-lock-without-timeout', 'no-such-rule'];
const ITEMS = [
  'tested-on-staging',
  'on-call-assigned',
  'code-paths-identified',
  'rollback-tested',
  'nothing',
];

const words: fc.Arbitrary<Words> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      verb: fc.constant('accept' as const),
      rule: fc.constantFrom('drop-in-use', ...RULES),
      object: fc.constantFrom(null, null, 'users.legacy', 'nowhere'),
      until: fc.constantFrom(
        '2026-12-01',
        '2026-12-01',
        '2026-12-01',
        '2026-11-23',
        '2020-01-01',
        '2031-01-01',
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ verb: fc.constant('revoke' as const), rule: fc.constantFrom(...RULES) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ verb: fc.constant('attest' as const), item: fc.constantFrom(...ITEMS) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      verb: fc.constantFrom('go' as const, 'no-go' as const),
      phase: fc.constantFrom('expand' as const, 'contract' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      verb: fc.constantFrom('help' as const, 'recheck', 'plan', 'chat', 'nonsense'),
    }),
  },
);

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('tick' as const),
      by: writer,
      boxes: fc.uniqueArray(index, { minLength: 1, maxLength: 8 }),
      ticked: fc.constantFrom(true, true, false),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('say' as const), by: speaker, words }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('push' as const), head: fc.constantFrom(...HEAD_NAMES) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('damage' as const),
      by: writer,
      how: fc.constantFrom(...DAMAGES),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('redeliver' as const, 'release'), which: index }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('stale-tick' as const),
      by: writer,
      box: index,
      version: index,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete-ours' as const), by: writer }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('reword' as const),
      by: fc.constantFrom(null, 'root' as const, 'mia'),
      which: index,
      words,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unsay' as const), which: index }) },
);

const trouble: fc.Arbitrary<Trouble> = fc.record({
  at: fc.integer({ min: 1, max: 12 }),
  times: fc.constantFrom(1, 3),
  kind: fc.constantFrom('bad-gateway' as const, 'hang-up'),
  when: fc.constantFrom('before-effect' as const, 'after-effect'),
});

const step: fc.Arbitrary<Step> = fc.record({
  act,
  delivered: fc.constantFrom('once' as const, 'once', 'once', 'once', 'twice', 'never', 'never'),
  holdAt: fc.option(fc.integer({ min: 1, max: 10 }), { freq: 4 }),
  trouble: fc.option(trouble, { freq: 4 }),
});

/** What happens to one pull request. */
export interface Story {
  readonly first: Head;
  readonly rights: 'usual' | 'strict';
  readonly steps: readonly Step[];
  /** What comes last, delivered without trouble. */
  readonly last: 'dispatch' | 'pull-request' | 'comment';
}

/** Stories under these rights. */
export function storiesUnder(rights: Story['rights']): fc.Arbitrary<Story> {
  return fc.record({
    first: fc.constantFrom<Head>('contract', 'blocking', 'expand', 'nothing'),
    rights: fc.constant(rights),
    steps: fc.array(step, { minLength: 2, maxLength: 6 }),
    last: fc.constantFrom('dispatch' as const, 'pull-request', 'comment'),
  });
}

/** The comment of these words. */
export function textOf(said: Words): string {
  switch (said.verb) {
    case 'accept':
      return `/holdpoint accept ${said.rule}${said.object === null ? '' : ` ${said.object}`} until ${said.until} because it is *known* <!-- --> @everyone`;
    case 'revoke':
      return `/holdpoint revoke ${said.rule}`;
    case 'attest':
      return `/holdpoint attest ${said.item}\r\nSee the ticket.`;
    case 'go':
      return `/holdpoint go ${said.phase}`;
    case 'no-go':
      return `/holdpoint no-go ${said.phase} because not today`;
    case 'chat':
      return 'Looks fine to me.';
    case 'nonsense':
      return '/holdpoint acept everything';
    case 'help':
    case 'recheck':
    case 'plan':
      return `/holdpoint ${said.verb}`;
  }
}
