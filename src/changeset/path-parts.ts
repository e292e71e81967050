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

/** File name without `.sql`; null for other files. */
export function sqlStem(path: string): string | null {
  const name = baseName(path);
  return /\.sql$/i.test(name) ? name.slice(0, -4) : null;
}
