import { soon } from '../../../deploy/local/walks/people.js';
import { heldCase, type HeldCase, type HeldEnd, standingOf } from './held-case.js';
import { playAgainstTime } from './limits.js';
import type { OpenHall } from './open-hall.js';
import { cure } from './release-against-revocation.js';
import { patienceSeconds } from './rounds.js';

/** How a cure met the end of its limit: what the clerk was told, and how the case stands. */
export interface LapseEnd extends HeldEnd {
  cure: string;
}

/** The clerk takes a material in while its limit passes. */
export async function curedAtTheLimit(hall: OpenHall): Promise<LapseEnd[]> {
  const ready = async (): Promise<HeldCase & { limit: Date }> => {
    const held = await heldCase(hall);
    return { ...held, limit: held.cureDueAt };
  };
  const act = async (held: HeldCase): Promise<LapseEnd> => {
    const cured = await cure(hall, held);
    const last = cured === '200' ? 'valid' : 'revoked';
    const end = await soon(
      `the certificate is ${last}`,
      async () => {
        const seen = await standingOf(hall, held);
        const come = seen.certificate === last && (last === 'valid' || seen.intake.startsWith('revoked'));
        if (!come || seen.order === 'held') throw new Error(`told ${cured}: ${JSON.stringify(seen)}`);
        return seen;
      },
      patienceSeconds,
    );
    return { ...end, cure: cured };
  };
  return playAgainstTime(hall, ready, act, ({ cure: told }) => told === '200');
}
