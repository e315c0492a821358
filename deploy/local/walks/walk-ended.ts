import {
  accept,
  applicantChen,
  applicantYang,
  decide,
  fetchNotices,
  handOver,
  lodge,
  releasedOrder,
} from './matter.js';
import { type People, soon, tell, text, untilField } from './people.js';

const remedy = '如不服,可自收到本通知之日起六十日内申请行政复议,或者六个月内依法提起行政诉讼。';

/** Refused at the desk: reason, legal basis and remedy in a sealed notice. */
export async function walkRefused(people: People): Promise<void> {
  const clerk = await people.get('clerk-li');
  const lodged = await lodge(clerk, { itemId: 'SJ02', applicant: applicantYang });
  const caseId = text(lodged, 'caseId');
  const refusal = {
    reasonClass: 'not-our-power',
    reason: '经营场所不在本县,请向经营场所所在地登记机关申请。',
    legalBasis: ['行政许可法第三十二条第一款第(二)项'],
    remedy,
  };
  const refused = await clerk.act(`/api/intake/cases/${caseId}/refuse`, refusal, lodged['version']);
  tell('clerk-li', '不予受理', `CaseRefused, ${text(refused, 'noticeNumber')}`);
  if ((await fetchNotices(clerk, caseId)) === 0) throw new Error('there is no refusal notice');
}

/** Denied by the department; the decision letter goes out as a result does. */
export async function walkDenied(people: People): Promise<void> {
  const clerk = await people.get('clerk-li');
  const it = await accept(clerk, await lodge(clerk, { itemId: 'YC01', applicant: applicantYang }));
  const caseId = text(it, 'caseId');
  await decide(await people.get('chief-yc'), caseId, {
    outcome: 'denied',
    reason: '经营场所与住所未分离,不符合布局规定。',
    legalBasis: '烟草专卖许可证管理办法第十三条',
    remedy,
  });
  const issue = await people.get('issue-zhao');
  await handOver(issue, await releasedOrder(issue, caseId), applicantYang);
  await untilField(clerk, `/api/intake/cases/${caseId}`, 'state', 'closed');
  tell('intake', '办结(不予许可)', 'CaseClosed');
}

/** Withdrawn at the applicant's own request while in review; review grants it. */
export async function walkWithdrawn(people: People): Promise<void> {
  const clerk = await people.get('clerk-wang');
  const it = await accept(clerk, await lodge(clerk, { itemId: 'YC01', applicant: applicantChen }));
  const caseId = text(it, 'caseId');
  const citizen = await people.get('citizen-chen');
  const mine = await citizen.read(`/api/intake/cases/${caseId}`);
  const asked = await citizen.act(`/api/intake/cases/${caseId}/withdraw`, { reason: '不再经营' }, mine['version']);
  tell('citizen-chen', '申请撤件', 'WithdrawalRequested');
  const chief = await people.get('chief-yc');
  const requestId = text(asked, 'requestId');
  const seen = await soon('the request at the department', async () => {
    const body = await chief.read(`/api/review/cases/${caseId}`);
    const heard = (body['withdrawals'] as { requestId: string }[]).some((one) => one.requestId === requestId);
    if (!heard) throw new Error('not heard yet');
    return body;
  });
  await chief.act(`/api/review/cases/${caseId}/withdrawals/${requestId}/grant`, {}, seen['version']);
  tell('chief-yc', '同意撤件', 'CaseWithdrawn');
  await untilField(clerk, `/api/intake/cases/${caseId}`, 'state', 'withdrawn');
  tell('intake', '撤件办结', 'CaseClosed');
}
