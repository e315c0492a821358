import { accept, applicantYang, decide, fetchNotices, lodge, releasedOrder } from './matter.js';
import { type People, soon, tell, text, untilField } from './people.js';

const defects = [
  { materialRef: 'photo', reasonClass: 'incorrect', wanted: '请提供白底近期免冠照片' },
  { materialRef: 'idcard', reasonClass: 'outdated', wanted: '身份证已过有效期,请出示换领后的证件' },
];

const delivery = {
  mode: 'courier',
  recipient: '杨立秋',
  phone: '13987654322',
  address: '云南省昆明市示范县仁德街道1号',
};

/** Two defects in one numbered notice, both cured; acceptance, decision, and the result by courier. */
export async function walkCorrected(people: People, sms: string): Promise<void> {
  const clerk = await people.get('clerk-wang');
  const lodged = await lodge(clerk, { itemId: 'JT02', applicant: applicantYang, delivery });
  const caseId = text(lodged, 'caseId');
  const corrected = await clerk.act(`/api/intake/cases/${caseId}/correct`, { defects }, lodged['version']);
  tell('clerk-wang', '一次性告知补正', `CorrectionRequested, ${text(corrected, 'noticeNumber')}, 2 defects`);
  const brought = { materials: defects.map(({ materialRef: ref }) => ({ ref })) };
  const cured = await clerk.act(`/api/intake/cases/${caseId}/cure`, brought, corrected['version']);
  tell('clerk-wang', '补齐', 'CorrectionCured');
  await accept(clerk, cured);
  await decide(await people.get('chief-jt'), caseId, { outcome: 'approved', reason: '符合条件' });
  const issue = await people.get('issue-zhao');
  const order = await releasedOrder(issue, caseId);
  await issue.act(`/api/dispatch/orders/${text(order, 'orderId')}/send`, {}, order['version']);
  tell('issue-zhao', '交邮政寄送');
  await untilField(clerk, `/api/intake/cases/${caseId}`, 'state', 'closed');
  tell('courier', '妥投回调', 'ResultDelivered → CaseClosed');
  await fetchNotices(clerk, caseId);
  await expectMessage(sms);
}

async function expectMessage(sms: string): Promise<void> {
  await soon('the text message', async () => {
    const answer = await fetch(`${sms}/messages?phone=${delivery.phone}`);
    const { items } = (await answer.json()) as { items: unknown[] };
    if (items.length === 0) throw new Error('no message yet');
  });
  tell('sms', '短信通知', `to ${delivery.phone.slice(0, 3)}****${delivery.phone.slice(-4)}`);
}
