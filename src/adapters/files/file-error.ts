/** The system's code of a failed file operation: `ENOENT`; empty when it has none. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** What the system says, without its code twice: `no such file or directory`. */
export function reasonOf(error: unknown): string {
  const text = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return String(text)
    .replace(/^[A-Z]+: /, '')
    .replace(/, \w+ '[^]*$/, '');
}
