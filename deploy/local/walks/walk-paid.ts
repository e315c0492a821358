import { accept, applicantChen, applicantYang, decide, handOver, lodge, releasedOrder } from './matter.js';
import { type People, soon, tell, text, untilField } from './people.js';

type Bill = Record<string, unknown>;

/** The bill of a case as soon as the cashier's office has heard of it. */
async function billOf(people: People, caseId: string): Promise<Bill> {
  const cashier = await people.get('cashier-qian');
  return soon('the bill', async () => {
    const { items } = (await cashier.read(`/api/fees/bills?caseId=${caseId}`)) as { items: Bill[] };
    if (items[0] === undefined) throw new Error('no bill yet');
    return items[0];
  });
}

/** The cashier bills; the hall takes no money. */
async function issue(people: People, caseId: string): Promise<Bill> {
  const bill = await billOf(people, caseId);
  const cashier = await people.get('cashier-qian');
  const path = `/api/fees/bills/${text(bill, 'billId')}/issue`;
  const issued = await soon('the bill is issued', async () => cashier.act(path, { lines: [] }, bill['version']));
  tell(
    'cashier-qian',
    `开具缴款通知书 ${text(issued, 'billNumber')}`,
    `BillIssued, 缴款识别码 ${text(issued, 'payCode')}`,
  );
  return issued;
}

/** What a payer does at a bank or in an app, at the provider's simulator. */
async function pay(provider: string, bill: Bill): Promise<void> {
  await soon('the order at the provider', async () => {
    const answer = await fetch(`${provider}/pay/${text(bill, 'payCode')}`, { method: 'POST', body: '{}' });
    if (answer.status !== 200) throw new Error(`the provider answered ${answer.status}`);
  });
  tell('anybody', '凭缴款识别码缴款', `${text(bill, 'amountFen')} fen`);
}

/** Accepted, billed, approved and held, paid by pay code, settled by callback with a receipt, released, handed over. */
export async function walkPaid(people: People, provider: string): Promise<void> {
  const clerk = await people.get('clerk-li');
  const it = await accept(clerk, await lodge(clerk, { itemId: 'GA04', applicant: applicantChen }));
  const caseId = text(it, 'caseId');
  const bill = await issue(people, caseId);
  await decide(await people.get('chief-ga-jj'), caseId, { outcome: 'approved' });
  await pay(provider, bill);
  const cashier = await people.get('cashier-qian');
  const settled = await untilField(cashier, `/api/fees/bills/${text(bill, 'billId')}`, 'state', 'settled');
  const { code, number, checkCode } = settled['receipt'] as Record<string, string>;
  tell('payment', '缴款回调', `FeeSettled, 电子票据 ${code} ${number} 校验码 ${checkCode}`);
  await fetchReceipt(people, settled);
  const issueDesk = await people.get('issue-zhao');
  await handOver(issueDesk, await releasedOrder(issueDesk, caseId), applicantChen);
  await untilField(clerk, `/api/intake/cases/${caseId}`, 'state', 'closed');
  tell('intake', '办结', 'CaseClosed');
}

async function fetchReceipt(people: People, { billId, documents }: Bill): Promise<void> {
  const papers = documents as { documentId: string; kind: string; number: string }[];
  const cashier = await people.get('cashier-qian');
  for (const { documentId, kind, number } of papers) {
    const pdf = await cashier.download(`/api/fees/bills/${String(billId)}/documents/${documentId}/file`);
    if (Buffer.from(pdf.subarray(0, 5)).toString() !== '%PDF-') throw new Error(`${number} is no PDF`);
    tell('cashier-qian', `取${kind === 'bill' ? '缴款通知书' : '电子票据'} ${number}`, `${pdf.length} bytes, sealed`);
  }
}

/** A payment that arrives after the withdrawal was granted: recorded as a late fact, refunded by another than the biller. */
export async function walkPaidLate(people: People, provider: string): Promise<void> {
  const clerk = await people.get('clerk-wang');
  const it = await accept(clerk, await lodge(clerk, { itemId: 'GA05', applicant: applicantYang }));
  const caseId = text(it, 'caseId');
  const bill = await issue(people, caseId);
  await withdraw(people, it);
  const cashier = await people.get('cashier-qian');
  await untilField(cashier, `/api/fees/bills/${text(bill, 'billId')}`, 'state', 'void');
  tell('fees', '撤件,缴款单作废', 'BillWithdrawn');
  await pay(provider, bill);
  const refund = await openRefund(people, text(bill, 'billId'));
  tell('fees', '迟到缴款,开立退费单', `late fact, ${text(refund, 'amountFen')} fen`);
  const path = `/api/fees/refunds/${text(refund, 'refundId')}/approve`;
  const refused = await cashier.send(path, {}, { version: refund['version'] });
  if (refused.body['code'] !== 'authority.same-person') throw new Error('the biller could approve the refund');
  tell('cashier-qian', '批准退费被拒(开单人)', 'authority.same-person');
  await (await people.get('cashier-sun')).act(path, {}, refund['version']);
  await soon('the refund', async () => {
    if ((await openRefund(people, text(bill, 'billId')))['state'] !== 'refunded') throw new Error('not refunded yet');
  });
  tell('cashier-sun', '批准退费,原路退回', 'FeeRefunded');
}

async function withdraw(people: People, it: Record<string, unknown>): Promise<void> {
  const clerk = await people.get('clerk-wang');
  const caseId = text(it, 'caseId');
  const asked = await clerk.act(`/api/intake/cases/${caseId}/withdraw`, { reason: '不再出国' }, it['version']);
  const { requestId } = asked;
  const chief = await people.get('chief-ga-crj');
  const seen = await soon('the request at the department', async () => {
    const body = await chief.read(`/api/review/cases/${caseId}`);
    if (!(body['withdrawals'] as { requestId: string }[]).some((one) => one.requestId === requestId))
      throw new Error('not heard yet');
    return body;
  });
  await chief.act(`/api/review/cases/${caseId}/withdrawals/${String(requestId)}/grant`, {}, seen['version']);
  tell('chief-ga-crj', '同意撤件', 'CaseWithdrawn');
}

async function openRefund(people: People, billId: string): Promise<Record<string, unknown>> {
  const cashier = await people.get('cashier-qian');
  return soon('the refund', async () => {
    const { refunds } = (await cashier.read(`/api/fees/bills/${billId}`)) as { refunds: Record<string, unknown>[] };
    if (refunds[0] === undefined) throw new Error('no refund yet');
    return refunds[0];
  });
}
