/** Something did not answer in time. */
export class NoAnswer extends Error {}

/**
 * Waits for an answer, but not for ever: whoever watches over a process must get one of its own.
 *
 * @param milliseconds how long
 * @param answer what is waited for; it goes on, unheard
 * @throws NoAnswer when it takes longer
 */
export async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
