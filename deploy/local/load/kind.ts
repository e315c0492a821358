import type { Crew } from './crew.js';
import type { Random } from './random.js';

/** Where a case must stand at the end, by service; `none` where the service must not know it. */
export interface Outcome {
  caseId: string;
  ends: Record<string, string>;
}

/** A kind of walk, from the door to its end, without a word. */
export type Kind = (crew: Crew, random: Random) => Promise<Outcome>;
