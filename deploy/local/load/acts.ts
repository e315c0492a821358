import { text } from '../walks/people.js';
import { signature } from '../walks/matter.js';
import type { Crew } from './crew.js';
import type { CaseEnd } from './kind.js';
import type { Random } from './random.js';
import { loadCitizens, type LoadDepartment, loadFirms, type ReviewingDepartment } from './staff.js';
import type { Walker } from './walker.js';

/** What the acts of a walk pass on: the answer of the desk. */
export type Seen = Record<string, unknown>;

/** An item that the load takes in, with its department and the materials handed in. */
export interface LoadItem {
  itemId: string;
  department: LoadDepartment & ReviewingDepartment;
  /** Where its certificate ends when the result is out; `none` for an item without one. */
  certificate: 'valid' | 'none';
}

/** Items of one department whose result is a certificate. */
export const items: readonly LoadItem[] = [
  { itemId: 'SJ02', department: 'sj', certificate: 'valid' },
  { itemId: 'YC01', department: 'yc', certificate: 'valid' },
  { itemId: 'JT02', department: 'jt', certificate: 'valid' },
];

/** A citizen of the load. */
export type LoadCitizen = (typeof loadCitizens)[number];

/** A firm of the load. */
export type LoadFirm = (typeof loadFirms)[number];

/** Whoever applies, as the front desk enters them. */
export const partyOf = (who: LoadCitizen | LoadFirm): object =>
  'creditCode' in who
    ? { kind: 'organisation', name: who.name, creditCode: who.creditCode, phone: who.phone }
    : { kind: 'natural-person', name: who.name, idNumber: who.idNumber, phone: who.phone };

/** A firm that applies. */
export const firm = (random: Random): LoadFirm => random.pick(loadFirms);

/** A citizen who applies. */
export const applicant = (random: Random): LoadCitizen => random.pick(loadCitizens);

/** What is uploaded. */
export const scan = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** Lodges an application with a scan of its first material. @param later materials that are not handed in now */
export async function lodge(
  clerk: Walker,
  item: Pick<LoadItem, 'itemId'>,
  who: LoadCitizen | LoadFirm,
  { delivery = { mode: 'window' }, later = [] }: { delivery?: object; later?: readonly string[] } = {},
): Promise<Seen> {
  const guide = await clerk.read(`/api/catalogue/items/${item.itemId}`);
  const { materials } = guide['item'] as { materials: { ref: string }[] };
  const refs = materials.map(({ ref }) => ref).filter((ref) => !later.includes(ref));
  const lodged = await clerk.act('lodge', '/api/intake/applications', {
    channel: 'window',
    itemId: item.itemId,
    applicant: partyOf(who),
    materials: refs.map((ref) => ({ ref })),
    delivery,
  });
  const [first] = refs;
  if (first === undefined) return lodged;
  const path = `/api/intake/cases/${text(lodged, 'caseId')}/materials/${first}/file`;
  return { ...lodged, ...(await clerk.upload('upload', path, 'application/pdf', scan)) };
}

/** Accepts a lodged case. @param body a promise, when something is outstanding */
export async function accept(clerk: Walker, it: Seen, body: object = {}): Promise<Seen> {
  return clerk.act('accept', `/api/intake/cases/${text(it, 'caseId')}/accept`, body, it['version']);
}

/** The case as the department sees it, once it has arrived. */
export async function atDepartment(chief: Walker, caseId: string): Promise<Seen> {
  return chief.reach('accepted → department', async () => chief.read(`/api/review/cases/${caseId}`));
}

/** Decides a case as soon as it has reached the department. */
export async function decide(chief: Walker, caseId: string, decision: object): Promise<Seen> {
  const seen = await atDepartment(chief, caseId);
  return chief.act('decide', `/api/review/cases/${caseId}/decide`, decision, seen['version']);
}

/** The order of a case once its result is released. */
export async function releasedOrder(issuer: Walker, caseId: string): Promise<Seen> {
  return issuer.reach('decided → released at issue desk', async () => {
    const { items: found } = (await issuer.read(`/api/dispatch/orders?caseId=${caseId}`)) as { items: Seen[] };
    return found[0]?.['state'] === 'released' ? found[0] : undefined;
  });
}

/** What the receiver signs. */
export const receiptOf = (who: LoadCitizen | LoadFirm): object => {
  const idNumber = 'creditCode' in who ? who.creditCode : who.idNumber;
  return { receivedBy: who.name, idNumber, signature };
};

/** Gives the result out against a signature, and waits until the front desk has closed the case. */
export async function giveOut(
  crew: Crew,
  random: Random,
  clerk: Walker,
  caseId: string,
  who: LoadCitizen | LoadFirm,
): Promise<void> {
  const issuer = crew.issuer(random);
  const order = await releasedOrder(issuer, caseId);
  const receipt = receiptOf(who);
  await issuer.act('hand over', `/api/dispatch/orders/${text(order, 'orderId')}/hand-over`, receipt, order['version']);
  await untilState(clerk, caseId, 'closed', 'handed over → closed at front desk');
}

/** Waits until the front desk says that a case has come so far. */
export async function untilState(clerk: Walker, caseId: string, state: string, step: string): Promise<void> {
  await clerk.reach(step, async () => {
    const seen = await clerk.read(`/api/intake/cases/${caseId}`);
    return seen['state'] === state ? seen : undefined;
  });
}

/** Where a case stands that was approved and given out. @param more other desks' ends */
export const givenOut = (caseId: string, certificates: string, more: Record<string, string> = {}): CaseEnd => ({
  caseId,
  ends: { intake: 'closed', review: 'decided', dispatch: 'delivered', certificates, ...more },
});

/** How to go against a decision. */
export const remedy = '如不服,可自收到本通知之日起六十日内申请行政复议,或者六个月内依法提起行政诉讼。';
