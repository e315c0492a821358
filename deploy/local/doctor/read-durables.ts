import { durableName } from '#lib/contracts';
import { heardIn } from '../check/service-code.js';

/**
 * The durables that a service must have, by its code: one for each service that it hears.
 *
 * @param service which
 * @param keepsCopies whether it keeps copies of identity's facts
 */
export async function durablesOf(service: string, keepsCopies: boolean): Promise<string[]> {
  const heard = await heardIn(service, keepsCopies);
  return [...new Set(heard.map(({ source }) => durableName(service, source)))].sort();
}
