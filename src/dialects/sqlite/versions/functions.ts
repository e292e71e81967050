const MATH =
  'acos acosh asin asinh atan atan2 atanh ceil ceiling cos cosh degrees exp floor ln log log10 log2 mod pi pow power radians sin sinh sqrt tan tanh trunc';

/** Built-in functions by the minor version that brought them. https://www.sqlite.org/changes.html */
export const FUNCTIONS: readonly { readonly since: number; readonly names: readonly string[] }[] = [
  { since: 32, names: ['iif'] },
  { since: 35, names: MATH.split(' ') },
  { since: 38, names: ['unixepoch', 'format'] },
  { since: 41, names: ['unhex'] },
  { since: 42, names: ['json_error_position'] },
  { since: 43, names: ['octet_length', 'timediff'] },
  { since: 44, names: ['concat', 'concat_ws', 'string_agg'] },
  {
    since: 45,
    names: ['jsonb', 'jsonb_array', 'jsonb_extract', 'jsonb_insert', 'jsonb_object', 'jsonb_patch'].concat(
      'jsonb_remove',
      'jsonb_replace',
      'jsonb_set',
      'jsonb_group_array',
      'jsonb_group_object',
    ),
  },
  { since: 46, names: ['json_pretty'] },
  { since: 48, names: ['if'] },
  { since: 50, names: ['unistr', 'unistr_quote'] },
  { since: 53, names: ['json_array_insert', 'jsonb_array_insert'] },
];
