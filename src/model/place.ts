/** The path as a reader of the project's folder says it: `0002_email.sql` for `db/migrations/0002_email.sql`. */
export function pathWithin(folder: string, path: string): string {
  const prefix = `${folder}/`;
  return path.startsWith(prefix) && path.length > prefix.length ? path.slice(prefix.length) : path;
}
