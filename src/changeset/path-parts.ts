/** Folder of a path; `.` for what stands in the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}

/** Last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether a path lies below a folder. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`);
}

/** The path as seen from a folder above it. */
export function below(path: string, folder: string): string {
  return folder === '.' ? path : path.slice(folder.length + 1);
}

/** Where a path leads that is written from a folder: `../drizzle`, `./migrations`. */
export function resolvedPath(folder: string, path: string): string {
  const parts: string[] = folder === '.' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.length === 0 ? '.' : parts.join('/');
}

/** File name without `.sql`; null for other files. */
export function sqlStem(path: string): string | null {
  const name = baseName(path);
  return /\.sql$/i.test(name) ? name.slice(0, -4) : null;
}
