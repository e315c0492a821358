import { accept, applicantChen, decide, fetchNotices, handOver, lodge, releasedOrder } from './matter.js';
import { type People, tell, text, untilField } from './people.js';

/** An immediate item: lodged, accepted, decided by another person in the same sitting, sealed, handed over, closed. */
export async function walkSimple(people: People): Promise<void> {
  const clerk = await people.get('clerk-li');
  const it = await accept(clerk, await lodge(clerk, { itemId: 'SJ02', applicant: applicantChen }));
  const caseId = text(it, 'caseId');
  await decide(await people.get('chief-sj'), caseId, { outcome: 'approved' });
  const issue = await people.get('issue-zhao');
  await handOver(issue, await releasedOrder(issue, caseId), applicantChen);
  await untilField(clerk, `/api/intake/cases/${caseId}`, 'state', 'closed');
  tell('intake', '办结', 'CaseClosed');
  if ((await fetchNotices(clerk, caseId)) === 0) throw new Error('there is no acceptance notice');
  await verifyCertificate(people, caseId);
}

/** What anybody can do: look the certificate up without signing in. */
async function verifyCertificate(people: People, caseId: string): Promise<void> {
  const clerk = await people.get('clerk-li');
  const { items } = (await clerk.read(`/api/certificates/certificates?caseId=${caseId}`)) as {
    items: Record<string, unknown>[];
  };
  const number = text(items[0] ?? {}, 'number');
  const answer = await fetch(`${people.gateway}/verify/${encodeURIComponent(number)}.json`);
  const verdict = (await answer.json()) as Record<string, unknown>;
  if (verdict['state'] !== 'valid') throw new Error(`verification says ${JSON.stringify(verdict)}`);
  tell('anybody', `核验 ${number}`, 'valid');
}
