import type { CatalogObject } from '../../../model/catalog.ts';
import { agree, textFact } from './facts.ts';
import { localName, qualified, sqlName } from './sql-names.ts';
import type { Way } from './way.ts';

const STATES: Readonly<Record<string, string>> = {
  origin: 'ENABLE',
  disabled: 'DISABLE',
  replica: 'ENABLE REPLICA',
  always: 'ENABLE ALWAYS',
};

/** The statement that sets when a trigger or rule fires. */
function firing(object: CatalogObject, word: 'TRIGGER' | 'RULE'): string {
  const state = STATES[textFact(object, 'enabled') ?? ''] ?? 'ENABLE';
  return `ALTER TABLE ${qualified(object.relation ?? '')} ${state} ${word} ${localName(object)}`;
}

function firingWay(kind: 'trigger' | 'rule', word: 'TRIGGER' | 'RULE'): Way {
  const definition = (object: CatalogObject): string =>
    (textFact(object, 'definition') ?? '').replace(/;$/, '');
  return {
    kinds: [kind],
    create: (object) => [
      definition(object),
      ...(object.facts['enabled'] === 'origin' ? [] : [firing(object, word)]),
    ],
    drop: (object) => [`DROP ${word} ${sqlName(object)}`],
    alter: ({ before, now }) => (agree(before, now, 'enabled') ? [] : [firing(before, word)]),
    isMadeAgain: ({ before, now }) => !agree(before, now, 'definition'),
  };
}

/** Triggers with the state in which they fire. */
export const TRIGGER_WAY = firingWay('trigger', 'TRIGGER');

/** Rewrite rules. */
export const RULE_WAY = firingWay('rule', 'RULE');

/** Event triggers. */
export const EVENT_TRIGGER_WAY: Way = {
  kinds: ['event-trigger'],
  create: (object) => [
    textFact(object, 'definition') ?? '',
    ...(object.facts['enabled'] === 'origin' ? [] : [eventFiring(object)]),
  ],
  drop: (object) => [`DROP EVENT TRIGGER ${object.name}`],
  alter: ({ before, now }) => (agree(before, now, 'enabled') ? [] : [eventFiring(before)]),
  isMadeAgain: ({ before, now }) => !agree(before, now, 'definition'),
};

function eventFiring(object: CatalogObject): string {
  return `ALTER EVENT TRIGGER ${object.name} ${STATES[textFact(object, 'enabled') ?? ''] ?? 'ENABLE'}`;
}
