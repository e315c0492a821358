import { soon } from '../../../deploy/local/walks/people.js';
import { heldCase, type HeldCase, type HeldEnd, standingOf } from './held-case.js';
import type { OpenHall } from './open-hall.js';
import { type Balance, patienceSeconds, post, together, told } from './rounds.js';

/** How a release met a revocation: what both were told, and how the case stands. */
export interface ReleaseEnd extends HeldEnd {
  cure: string;
  revoke: string;
}

/** The clerk takes the last material in at the window. @returns what they were told */
export async function cure({ people }: OpenHall, { caseId, material }: HeldCase): Promise<string> {
  const path = `/api/intake/cases/${caseId}/outstanding-materials/${material.ref}/cure`;
  return told(await post(await people.get('clerk-li'), path, { copies: 1 }, material.version));
}

/** The last material comes while the chief revokes the decision. */
export async function decisionRevoked(hall: OpenHall, round: number, balance: Balance): Promise<ReleaseEnd> {
  const held = await heldCase(hall);
  const chief = await hall.people.get('chief-wj');
  const path = `/api/review/cases/${held.caseId}/decision/revoke`;
  const [cured, revoked] = await together(
    balance.lead(round),
    async () => cure(hall, held),
    async () => told(await post(chief, path, { reason: '申请材料不实' }, held.reviewVersion)),
  );
  const end = await soon(
    'the revocation at every desk',
    async () => {
      const seen = await standingOf(hall, held);
      const { intake, order, certificate, stillHeld } = seen;
      const come = intake.startsWith('revoked') && order === 'recalled' && certificate === 'revoked';
      // The cure is a fact, and heard at the issue desk whatever became of the order.
      if (!come || (cured === '200' && stillHeld)) throw new Error(JSON.stringify(seen));
      return seen;
    },
    patienceSeconds,
  );
  balance.saw(end.released);
  return { ...end, cure: cured, revoke: revoked };
}

/** The last material comes while the chief revokes the certificate alone; told that it changed, they look and do it again. */
export async function certificateRevoked(hall: OpenHall, round: number, balance: Balance): Promise<ReleaseEnd> {
  const held = await heldCase(hall);
  const chief = await hall.people.get('chief-wj');
  const path = `/api/certificates/certificates/${held.certificate.id}`;
  const reason = '证照信息有误';
  const [cured, revoked] = await together(
    balance.lead(round),
    async () => cure(hall, held),
    async () => told(await post(chief, `${path}/revoke`, { reason }, held.certificate.version)),
  );
  balance.saw(revoked !== '200');
  if (revoked !== '200') await chief.act(`${path}/revoke`, { reason }, (await chief.read(path))['version']);
  const end = await soon(
    'the release at the issue desk',
    async () => {
      const seen = await standingOf(hall, held);
      if (seen.order !== 'released' || seen.certificate !== 'revoked') throw new Error(JSON.stringify(seen));
      return seen;
    },
    patienceSeconds,
  );
  return { ...end, cure: cured, revoke: revoked };
}
