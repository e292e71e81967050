/** Functions that work on files of the machine; all but the first are of SQLite's own command line. */
const ON_FILES: ReadonlyMap<string, string> = new Map([
  ['load_extension', 'loads a library'],
  ['readfile', 'reads a file'],
  ['writefile', 'writes a file'],
  ['edit', 'starts an editor'],
]);

/** Spread into the facts of a statement: what its calls do outside of the database; nothing where they do nothing. */
export function outsidePart(calls: readonly string[]): { outside?: string } {
  for (const call of calls) {
    const does = ON_FILES.get(call);
    if (does !== undefined) return { outside: `calls ${call}, which ${does}` };
  }
  return {};
}
