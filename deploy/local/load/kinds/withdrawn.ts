import { text } from '../../walks/people.js';
import { accept, applicant, items, lodge, untilState } from '../acts.js';
import type { Kind } from '../kind.js';

/** Withdrawn by the applicant while in review; the department grants it. */
export const withdrawn: Kind = async (crew, random) => {
  const [clerk, item, who] = [crew.clerk(random), random.pick(items), applicant(random)];
  const it = await accept(clerk, await lodge(clerk, item, who));
  const caseId = text(it, 'caseId');
  const asked = await crew
    .citizen(who.personId)
    .act('withdraw', `/api/intake/cases/${caseId}/withdraw`, { reason: '不再经营' }, it['version']);
  const requestId = text(asked, 'requestId');
  const chief = crew.chief(random, item.department);
  const seen = await chief.reach('withdrawal → department', async () => {
    const found = await chief.read(`/api/review/cases/${caseId}`);
    const requests = found['withdrawals'] as { requestId: string }[];
    return requests.some((one) => one.requestId === requestId) ? found : undefined;
  });
  await chief.act(
    'grant withdrawal',
    `/api/review/cases/${caseId}/withdrawals/${requestId}/grant`,
    {},
    seen['version'],
  );
  await untilState(clerk, caseId, 'withdrawn', 'granted → withdrawn at front desk');
  return { caseId, ends: { intake: 'withdrawn', review: 'withdrawn', dispatch: 'none', certificates: 'none' } };
};
