import type { Rule, RuleOption } from '../model/rule.ts';
import type { RuleSettings } from './configuration.ts';
import { parseDuration } from './duration.ts';
import { shown, suggestion, type Fault } from './faults.ts';
import type { WrittenConfiguration } from './schema.ts';
import type { YamlFile } from './yaml-file.ts';

/** What has to be known of a rule to configure it. */
export type KnownRule = Pick<Rule, 'id' | 'options'>;

type WrittenRules = NonNullable<WrittenConfiguration['rules']>;

/** Options that a rule does not have, and values that they cannot have. Unknown rules are told by others. */
export function optionFaults(file: YamlFile, rules: WrittenRules, known: readonly KnownRule[]): Fault[] {
  return written(rules, known).flatMap(({ id, options, name, value }): Fault[] => {
    const path = ['rules', id, 'options'];
    const option = options.find((one) => one.name === name);
    if (option === undefined) return [unknownOption(file, id, name, options)];
    if (valueOf(option, value) !== null) return [];
    const text = `${path.join('.')}.${name} has to be ${FORM[option.kind]}`;
    return [
      { code: 'invalid-value', line: file.lineOf([...path, name]), text, hint: `It is ${shown(value)}.` },
    ];
  });
}

/** Severities and options; call it when there are no faults. */
export function ruleSettings(
  rules: WrittenRules,
  known: readonly KnownRule[],
): Readonly<Record<string, RuleSettings>> {
  const values = written(rules, known).flatMap(({ id, options, name, value }) => {
    const option = options.find((one) => one.name === name);
    const number = option === undefined ? null : valueOf(option, value);
    return number === null ? [] : [{ id, name, number }];
  });
  const settings = Object.entries(rules).map(([id, { severity }]): [string, RuleSettings] => {
    const own = values.filter((value) => value.id === id).map(({ name, number }) => [name, number] as const);
    return [
      id,
      {
        ...(severity === undefined ? {} : { severity }),
        ...(own.length === 0 ? {} : { options: Object.fromEntries(own) }),
      },
    ];
  });
  return Object.fromEntries(settings);
}

interface WrittenOption {
  readonly id: string;
  readonly options: readonly RuleOption[];
  readonly name: string;
  readonly value: string | number;
}

function written(rules: WrittenRules, known: readonly KnownRule[]): WrittenOption[] {
  return Object.entries(rules).flatMap(([id, { options: given = {} }]) => {
    const rule = known.find((one) => one.id === id);
    if (rule === undefined) return [];
    return Object.entries(given).map(([name, value]) => ({ id, options: rule.options ?? [], name, value }));
  });
}

const FORM: Readonly<Record<RuleOption['kind'], string>> = {
  duration: 'a duration such as 5s, 500ms or 1min',
  count: 'a whole number from 1',
};

/** Null when the option cannot have that value. */
function valueOf({ kind }: RuleOption, value: string | number): number | null {
  if (kind === 'duration') return parseDuration(String(value));
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 ? value : null;
}

function unknownOption(file: YamlFile, id: string, name: string, options: readonly RuleOption[]): Fault {
  const known = options.map((option) => option.name);
  const list = known.length === 0 ? `${id} has no options.` : `Known options are ${known.join(', ')}.`;
  return {
    code: 'unknown-option',
    line: file.lineOfKey(['rules', id, 'options'], name),
    text: `unknown option ${name} of the rule ${id}`,
    hint: suggestion(name, known) ?? list,
  };
}
