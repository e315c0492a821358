import type { Crew } from './crew.js';
import type { Random } from './random.js';

/** Where a case must stand at the end, by the check's desk; `none` where the desk must not know it. */
export interface CaseEnd {
  caseId: string;
  ends: Record<string, string>;
}

/** A kind of walk, from the door to the end of each of its cases, without a word. */
export type Kind = (crew: Crew, random: Random) => Promise<CaseEnd[]>;
