import type { Deployment } from '../deployment.js';
import { say, step } from '../say.js';
import { walkCorrected } from './walk-corrected.js';
import { walkDeemed } from './walk-deemed.js';
import { walkDenied, walkRefused, walkWithdrawn } from './walk-ended.js';
import { walkJoint } from './walk-joint.js';
import { walkOneMatter } from './walk-one-matter.js';
import { walkOutstandingCured, walkOutstandingLapsed } from './walk-outstanding.js';
import { walkRated } from './walk-rated.js';
import { walkPaid, walkPaidLate } from './walk-paid.js';
import { walkSimple } from './walk-simple.js';
import { walkWatched } from './walk-watched.js';
import { beginTelling, People } from './people.js';

/** Everybody of the walks, signed in. */
export async function signIn(gateway: string, password: string): Promise<People> {
  const people = new People(gateway, password);
  await step('signing in', async () => people.everybodySignsIn());
  return people;
}

/**
 * Walks the cases of the hall from the door to the result, as the people involved would.
 *
 * @param people signed in
 * @param deployment for reading what the simulators received, and for halting a service
 */
export async function walkAll(people: People, deployment: Deployment): Promise<void> {
  const sms = `http://127.0.0.1:${deployment.addresses.ports.sms}`;
  const payment = `http://127.0.0.1:${deployment.addresses.ports.payment}`;
  const walks: [string, () => Promise<void>][] = [
    ['1 即办件 simple: lodged, accepted, decided, sealed, handed over', async () => walkSimple(people)],
    ['2 补正 corrected: two defects in one notice, courier', async () => walkCorrected(people, sms)],
    ['3a 不予受理 refused at the desk', async () => walkRefused(people)],
    ['3b 不予许可 denied, the letter dispatched', async () => walkDenied(people)],
    ['3c 撤件 withdrawn while in review', async () => walkWithdrawn(people)],
    ['4 联办 joint: three departments, opinions at once, one decision', async () => walkJoint(people)],
    ['5 一件事 one matter: one form, one answer, one hand-over', async () => walkOneMatter(people)],
    ['6a 缴费 paid by pay code before the result', async () => walkPaid(people, payment)],
    ['6b 迟到缴款 paid after a withdrawal, refunded by another', async () => walkPaidLate(people, payment)],
    ['3d 视为受理 deemed accepted after five working days', async () => walkDeemed(people)],
    ['7a 容缺受理 outstanding: decided, held until the material comes', async () => walkOutstandingCured(people)],
    ['7b 容缺逾期 outstanding: the limit lapses, decided and in review', async () => walkOutstandingLapsed(people)],
    ['8a 好差评 rated badly, rectified, called back, closed', async () => walkRated(people)],
    [
      '8b 电子监察 watched: a card stands and is answered, another gives way to a late fact',
      async () => walkWatched(people, deployment),
    ],
  ];
  for (const [title, walk] of walks) {
    say(`\n${title}`);
    beginTelling();
    await step('the whole walk', walk);
  }
}
