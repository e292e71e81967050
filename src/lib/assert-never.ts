/** Marks a place that no value can reach; reaching it is our own mistake. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
