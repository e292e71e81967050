import { refusalOf } from './refusal-of.ts';

/** Every failed request leaves as a refusal. */
export async function asked<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    throw refusalOf(error);
  }
}
