import { createHash } from 'node:crypto';
import { type Applicant, accept, applicantChen, decide, handOver, lodge, releasedOrder, signature } from './matter.js';
import { type People, soon, tell, text, untilField } from './people.js';
import type { Person } from './person.js';

type Body = Record<string, unknown>;

const applicantPharmacy: Applicant = {
  kind: 'organisation',
  name: '示范县康民大药房有限公司',
  creditCode: '91350100M000100Y43',
  phone: '13887654399',
};

/** Accepted with one material missing, decided, held until the citizen brings it, then given out and verifiable. */
export async function walkOutstandingCured(people: People): Promise<void> {
  const clerk = await people.get('clerk-li');
  const caseId = await acceptWithout(clerk, { itemId: 'JT01', applicant: applicantChen });
  await decide(await people.get('chief-jt'), caseId, { outcome: 'approved' });
  const number = await sealedNumber(clerk, caseId);
  await requireHeld(people, caseId, number);
  await bring(await people.get('citizen-chen'), caseId);
  const issue = await people.get('issue-zhao');
  await handOver(issue, await releasedOrder(issue, caseId), applicantChen);
  await untilField(clerk, `/api/intake/cases/${caseId}`, 'state', 'closed');
  tell('intake', '办结', 'CaseClosed');
  await soon('the valid certificate', async () => requireStanding(people, number, 'valid'));
  tell('anybody', `核验 ${number}`, 'valid');
}

/** The limit passes: the approval that rested on the promise is revoked, a case in review ends. Time is moved. */
export async function walkOutstandingLapsed(people: People): Promise<void> {
  const clerk = await people.get('clerk-li');
  const lodging = { itemId: 'SJ07', applicant: applicantPharmacy };
  const decided = await acceptWithout(clerk, lodging);
  const inReview = await acceptWithout(clerk, lodging);
  await decide(await people.get('chief-sj'), decided, { outcome: 'approved' });
  const number = await sealedNumber(clerk, decided);
  await requireHeld(people, decided, number);
  const { cureDueAt } = await outstandingOf(clerk, inReview);
  const advanceTo = new Date(new Date(cureDueAt).getTime() + 1_000).toISOString();
  await (await people.get('authority-wu')).act('/api/identity/business-time', { advanceTo });
  tell('authority-wu', `业务时间前移到 ${cureDueAt} 之后`, 'BusinessTimeMoved');
  await untilField(clerk, `/api/intake/cases/${decided}`, 'outcome', 'revoked');
  tell('review', '容缺逾期,撤销决定', 'OutstandingMaterialLapsed → DecisionRevoked → CaseClosed (revoked)');
  await untilField(clerk, `/api/intake/cases/${inReview}`, 'outcome', 'lapsed');
  tell('review', '容缺逾期,终止办理', 'OutstandingMaterialLapsed → CaseLapsed → CaseClosed (lapsed)');
  const issue = await people.get('issue-zhao');
  await soon('the recalled order', async () => requireOrder(issue, decided, 'recalled'));
  await soon('the revoked certificate', async () => requireCertificate(clerk, decided, 'revoked'));
  await requireStanding(people, number, 'not-valid-yet');
  tell('anybody', `核验 ${number}`, 'not valid: it was never released, and is revoked');
}

/** Lodges all but the deferrable materials and accepts on a signed promise. @returns the case's id */
export async function acceptWithout(clerk: Person, lodging: { itemId: string; applicant: Applicant }): Promise<string> {
  const guide = await clerk.read(`/api/catalogue/items/${lodging.itemId}`);
  const { materials } = guide['item'] as { materials: { ref: string; necessity: string }[] };
  const later = materials.filter(({ necessity }) => necessity === 'deferrable').map(({ ref }) => ref);
  const refs = materials.map(({ ref }) => ref).filter((ref) => !later.includes(ref));
  const lodged = await lodge(clerk, { ...lodging, refs });
  const outstanding = later.map((materialRef) => ({ materialRef }));
  const promise = { outstanding, promisedBy: lodging.applicant.name, signature };
  const accepted = await accept(clerk, lodged, { promise });
  tell(clerk.login, `容缺受理,缺 ${later.join('、')}`, text(accepted, 'promiseNumber'));
  return text(accepted, 'caseId');
}

async function outstandingOf(person: Person, caseId: string): Promise<{ ref: string; cureDueAt: string }> {
  const it = await person.read(`/api/intake/cases/${caseId}`);
  const [one] = it['outstandingMaterials'] as { materialRef: string; cureDueAt: string }[];
  if (one === undefined) throw new Error(`case ${caseId} has nothing outstanding`);
  return { ref: one.materialRef, cureDueAt: one.cureDueAt };
}

/** The citizen uploads what is outstanding and says that it is there. */
async function bring(citizen: Person, caseId: string): Promise<void> {
  const { ref } = await outstandingOf(citizen, caseId);
  const scan = new Uint8Array(Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'));
  const digest = createHash('sha256').update(scan).digest('base64');
  const path = `/api/intake/cases/${caseId}`;
  const { outstandingVersion } = await citizen.upload(`${path}/materials/${ref}/file`, 'application/pdf', scan, digest);
  await citizen.act(`${path}/outstanding-materials/${ref}/cure`, {}, outstandingVersion);
  tell(citizen.login, `补交 ${ref}`, 'OutstandingMaterialCured');
}

async function certificateOf(person: Person, caseId: string): Promise<Body> {
  const { items } = (await person.read(`/api/certificates/certificates?caseId=${caseId}`)) as { items: Body[] };
  if (items[0] === undefined) throw new Error(`case ${caseId} has no certificate`);
  return items[0];
}

async function requireCertificate(person: Person, caseId: string, state: string): Promise<Body> {
  const certificate = await certificateOf(person, caseId);
  if (certificate['state'] !== state) throw new Error(`the certificate is ${String(certificate['state'])}`);
  return certificate;
}

async function sealedNumber(clerk: Person, caseId: string): Promise<string> {
  return text(await soon('the sealed certificate', async () => requireCertificate(clerk, caseId, 'held')), 'number');
}

async function requireOrder(issue: Person, caseId: string, state: string): Promise<void> {
  const { items } = (await issue.read(`/api/dispatch/orders?caseId=${caseId}`)) as { items: Body[] };
  if (items[0]?.['state'] !== state) throw new Error(`the order is ${String(items[0]?.['state'])}`);
}

/** Sealed, but not given out: nobody can verify it, and the order waits. */
async function requireHeld(people: People, caseId: string, number: string): Promise<void> {
  const issue = await people.get('issue-zhao');
  await soon('the held order', async () => requireOrder(issue, caseId, 'held'));
  await requireStanding(people, number, 'not-valid-yet');
  tell('anybody', `核验 ${number}`, 'not-valid-yet, the order is held');
}

async function requireStanding(people: People, number: string, state: string): Promise<void> {
  const answer = await fetch(`${people.gateway}/verify/${encodeURIComponent(number)}.json`);
  const verdict = (await answer.json()) as Body;
  if (verdict['state'] !== state) throw new Error(`verification says ${JSON.stringify(verdict)}`);
}
