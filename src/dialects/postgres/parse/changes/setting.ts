import type { ChangeOf } from '../../../../model/change.ts';

/** A setting that takes a value; null brings its default back. */
export function settingOf(name: string, value: string | null, local: boolean): ChangeOf<'set-setting'> {
  const setting = name.toLowerCase();
  return { kind: 'set-setting', object: setting, relation: null, setting, value, local };
}
