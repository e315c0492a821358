import { applicantChen, decide } from '../../../deploy/local/walks/matter.js';
import { soon, text } from '../../../deploy/local/walks/people.js';
import { acceptWithout } from '../../../deploy/local/walks/walk-outstanding.js';
import type { OpenHall } from './open-hall.js';

type Body = Record<string, unknown>;

/** Registration of a nurse: its health certificate may come within five working days. */
const itemId = 'WJ02';

/** A case that was approved with a material outstanding: sealed, and held by that alone. */
export interface HeldCase {
  caseId: string;
  /** The last instant at which the material is in time. */
  cureDueAt: Date;
  /** The material, at the version the clerk sees. */
  material: { ref: string; version: unknown };
  /** As the department sees the case. */
  reviewVersion: unknown;
  certificate: { id: string; number: string; version: unknown };
}

/** Takes a case in without a material, approves it, and waits until nothing else holds its result. */
export async function heldCase({ people }: OpenHall): Promise<HeldCase> {
  const clerk = await people.get('clerk-li');
  const caseId = await acceptWithout(clerk, { itemId, applicant: applicantChen });
  const decided = await decide(await people.get('chief-wj'), caseId, { outcome: 'approved' });
  const certificate = await soon('the certificate is held', async () =>
    one(await certificatesOf(clerk, caseId), 'held'),
  );
  const issue = await people.get('issue-zhao');
  await soon('only the material holds the order', async () => {
    const order = one(await ordersOf(issue, caseId), 'held');
    const { holds } = await issue.read(`/api/dispatch/orders/${text(order, 'orderId')}`);
    if ((holds as object[]).length !== 1) throw new Error(JSON.stringify(holds));
  });
  const [line] = (await clerk.read(`/api/intake/cases/${caseId}`))['outstandingMaterials'] as Body[];
  return {
    caseId,
    cureDueAt: new Date(text(line ?? {}, 'cureDueAt')),
    material: { ref: text(line ?? {}, 'materialRef'), version: line?.['version'] },
    reviewVersion: decided['version'],
    certificate: {
      id: text(certificate, 'certificateId'),
      number: text(certificate, 'number'),
      version: certificate['version'],
    },
  };
}

/** Somebody who reads lists. */
interface Reader {
  read(path: string): Promise<Body>;
}

const certificatesOf = async (clerk: Reader, caseId: string): Promise<Body> =>
  clerk.read(`/api/certificates/certificates?caseId=${caseId}`);
const ordersOf = async (issue: Reader, caseId: string): Promise<Body> =>
  issue.read(`/api/dispatch/orders?caseId=${caseId}`);

/** The only one of a list, in one of some states. @throws Error when it is not */
function one(list: Body, ...states: string[]): Body {
  const [found, ...more] = list['items'] as Body[];
  if (found === undefined || more.length > 0 || (states.length > 0 && !states.includes(text(found, 'state'))))
    throw new Error(JSON.stringify(list));
  return found;
}

/** How a held case ended, as each desk says. */
export interface HeldEnd {
  intake: string;
  material: string;
  review: string;
  order: string;
  /** Whether the order was released before it ended. */
  released: boolean;
  /** Whether the hold of the material stands. */
  stillHeld: boolean;
  certificate: string;
  /** Whether the certificate was valid at any time. */
  validated: boolean;
  /** What anybody is told who looks its number up. */
  publicly: string;
}

/** Reads how a held case stands at every desk. */
export async function standingOf({ people }: OpenHall, { caseId, certificate }: HeldCase): Promise<HeldEnd> {
  const [clerk, chief] = [await people.get('clerk-li'), await people.get('chief-wj')];
  const issue = await people.get('issue-zhao');
  const intake = await clerk.read(`/api/intake/cases/${caseId}`);
  const [material] = intake['outstandingMaterials'] as Body[];
  const review = await chief.read(`/api/review/cases/${caseId}`);
  const { orderId } = one(await ordersOf(issue, caseId));
  const order = await issue.read(`/api/dispatch/orders/${String(orderId)}`);
  const paper = await clerk.read(`/api/certificates/certificates/${certificate.id}`);
  const verdict = await fetch(`${people.gateway}/verify/${encodeURIComponent(certificate.number)}.json`);
  // Opened, perhaps released, perhaps recalled: every act counts one.
  const acts = Number(order['version']) - (order['state'] === 'recalled' ? 1 : 0);
  return {
    intake: `${text(intake, 'state')} ${String(intake['outcome'])}`,
    material: text(material ?? {}, 'state'),
    review: (review['decision'] as Body)['revoked'] === true ? 'revoked' : text(review, 'state'),
    order: text(order, 'state'),
    released: acts > 1,
    stillHeld: (order['holds'] as object[]).length > 0,
    certificate: text(paper, 'state'),
    validated: paper['validatedAt'] !== null,
    publicly: text((await verdict.json()) as Body, 'state'),
  };
}
