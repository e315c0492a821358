import { createHash } from 'node:crypto';

/** So many answers are kept; then all are forgotten, so that nobody can fill the memory with certificates of their own. */
const most = 500;

/**
 * Remembers answers that depend on bytes alone, as whether one certificate certified another: a check of a day's papers asks
 * the same of the same few certificates thousands of times.
 *
 * @param answer from the parts that `key` names
 * @returns the same function with a memory
 */
export function remembered<A extends unknown[], T>(
  answer: (...of: A) => T,
  key: (...of: A) => Uint8Array[],
): typeof answer {
  const known = new Map<string, T>();
  return (...of) => {
    const hash = createHash('sha256');
    // Each part is led by its length: two lists of other parts never make the same name.
    for (const part of key(...of)) hash.update(`${part.length}:`).update(part);
    const name = hash.digest('base64');
    const found = known.get(name);
    if (found !== undefined || known.has(name)) return found as T;
    if (known.size >= most) known.clear();
    const made = answer(...of);
    known.set(name, made);
    return made;
  };
}
