import { describe, expect, test } from '@jest/globals';

import { DEFAULT_CONFIGURATION } from '../../src/config/configuration.ts';
import { mergeSettings, type Options, type OptionStyle } from '../../src/config/merge-settings.ts';
import { parseConfiguration } from '../../src/config/parse-configuration.ts';
import { Problem, type ProblemFacts } from '../../src/model/problem.ts';

function problemOf(options: Options, style?: OptionStyle): ProblemFacts {
  try {
    mergeSettings(DEFAULT_CONFIGURATION, options, style);
  } catch (error) {
    if (error instanceof Problem) return error.facts;
    throw error;
  }
  throw new Error('The options were accepted.');
}

describe('mergeSettings', () => {
  test('changes nothing without options', () => {
    const nothing = { dialect: null, layout: null, transaction: null, serverVersion: null };
    expect(mergeSettings(DEFAULT_CONFIGURATION, {})).toEqual({ ...DEFAULT_CONFIGURATION, ...nothing });
  });

  test('takes an empty input for one that is not given', () => {
    const configuration = parseConfiguration('fail-on: hold', 'x.yml', []);
    expect(mergeSettings(configuration, { 'fail-on': '', comment: ' ' }, 'input').failOn).toBe('hold');
  });

  test('lays options over the configuration', () => {
    const configuration = parseConfiguration(
      'fail-on: hold\nlimits: { deadline-seconds: 9, memory-mb: 512 }\nlock-timeout: 1s\nsince: 0001',
      'x.yml',
      [],
    );
    const settings = mergeSettings(configuration, {
      'fail-on': 'never',
      'deadline-seconds': '60',
      'lock-timeout': '2min',
      'server-version': '15',
      since: '0042',
      dialect: 'postgres',
      layout: 'dbmate',
      transaction: 'per-statement',
    });
    expect(settings).toMatchObject({
      failOn: 'never',
      limits: { deadlineSeconds: 60, memoryMb: 512, statementSeconds: 30 },
      lockTimeout: 120_000,
      serverVersion: 15,
      since: '0042',
      dialect: 'postgres',
      layout: 'dbmate',
      transaction: 'per-statement',
    });
  });

  test('names the option as it is called there', () => {
    expect(problemOf({ dialect: 'oracle' })).toEqual({
      code: 'invalid-option',
      title: '--dialect has to be one of postgres, mysql, sqlite.',
      hint: 'It is oracle.',
      blame: 'usage',
    });
    expect(problemOf({ 'server-version': 'nine' }, 'input').title).toBe(
      'Input server-version has to be a whole number from 1 to 99, or a version in quotes such as "3.40".',
    );
    expect(problemOf({ 'lock-timeout': '5 parsecs' }).title).toBe(
      '--lock-timeout has to be a duration such as 5s, 500ms or 1min.',
    );
  });
});
