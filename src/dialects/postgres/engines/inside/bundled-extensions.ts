/** Archives that hold more than the extension they are named for, or need another one. */
const ARCHIVES: Readonly<Record<string, readonly string[]>> = {
  autoinc: ['spi'],
  insert_username: ['spi'],
  moddatetime: ['spi'],
  refint: ['spi'],
  earthdistance: ['cube', 'earthdistance'],
};

/** Archives to load for the extensions asked for: those that are shipped, each once, sorted. */
export function archivesFor(extensions: readonly string[], shipped: ReadonlySet<string>): readonly string[] {
  const wanted = extensions.flatMap((name) => ARCHIVES[name] ?? [name]);
  return [...new Set(wanted)].filter((name) => shipped.has(name)).sort();
}
