import { text } from '../walks/people.js';
import { type LoadCitizen, type Seen, untilState } from './acts.js';
import type { Crew } from './crew.js';
import type { Random } from './random.js';
import type { LoadDepartment } from './staff.js';
import type { Walker } from './walker.js';

/** Who is there when a case is withdrawn. */
export interface Withdrawal {
  clerk: Walker;
  who: LoadCitizen;
  department: LoadDepartment;
}

/** The applicant withdraws an accepted case, the department grants it, and the front desk hears. @param it as accepted */
export async function withdraw(
  crew: Crew,
  random: Random,
  it: Seen,
  { clerk, who, department }: Withdrawal,
): Promise<void> {
  const path = `/api/intake/cases/${text(it, 'caseId')}/withdraw`;
  const asked = await crew.citizen(who.personId).act('withdraw', path, { reason: '不再需要' }, it['version']);
  await grant(crew.chief(random, department), text(it, 'caseId'), text(asked, 'requestId'));
  await untilState(clerk, text(it, 'caseId'), 'withdrawn', 'granted → withdrawn at front desk');
}

async function grant(chief: Walker, caseId: string, requestId: string): Promise<void> {
  const seen = await chief.reach('withdrawal → department', async () => {
    const found = await chief.read(`/api/review/cases/${caseId}`);
    const requests = found['withdrawals'] as { requestId: string }[];
    return requests.some((one) => one.requestId === requestId) ? found : undefined;
  });
  const path = `/api/review/cases/${caseId}/withdrawals/${requestId}/grant`;
  await chief.act('grant withdrawal', path, {}, seen['version']);
}
