import { soon } from '../../../deploy/local/walks/people.js';
import { heldCase, type HeldEnd, standingOf } from './held-case.js';
import { playAgainstTime } from './limits.js';
import type { OpenHall } from './open-hall.js';
import { cure } from './release-against-revocation.js';
import { type Balance, patienceSeconds } from './rounds.js';

/** How a cure met the end of its limit: what the clerk was told, and how the case stands. */
export interface LapseEnd extends HeldEnd {
  cure: string;
}

/** The clerk takes a material in while its limit passes. */
export async function curedAtTheLimit(hall: OpenHall, balance: Balance): Promise<LapseEnd[]> {
  const ready = async () => {
    const held = await heldCase(hall);
    return { ...held, limit: held.cureDueAt };
  };
  return playAgainstTime(hall, balance, ready, async (held) => {
    const cured = await cure(hall, held);
    balance.saw(cured === '200');
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
  });
}
