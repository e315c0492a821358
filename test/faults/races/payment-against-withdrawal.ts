import { accept, applicantYang, lodge } from '../../../deploy/local/walks/matter.js';
import { soon, text } from '../../../deploy/local/walks/people.js';
import type { OpenHall } from './open-hall.js';
import { type Balance, post, together, told } from './rounds.js';

type Body = Record<string, unknown>;

/** A case that was billed and whose withdrawal was asked for. */
interface Billed {
  caseId: string;
  billId: string;
  payCode: string;
  requestId: string;
  reviewVersion: unknown;
}

/** How a payment met a withdrawal: what the chief was told, and how the money stands. */
export interface MoneyEnd {
  grant: string;
  bill: string;
  payments: string[];
  receipt: boolean;
  refunds: string[];
  intake: string;
  review: string;
  orders: number;
}

/** The provider takes the money and calls back while the chief grants the withdrawal; then the money goes back. */
export async function paidWhileWithdrawn(hall: OpenHall, round: number, balance: Balance): Promise<MoneyEnd> {
  const it = await billed(hall);
  const chief = await hall.people.get('chief-ga-crj');
  const path = `/api/review/cases/${it.caseId}/withdrawals/${it.requestId}/grant`;
  const [, grant] = await together(
    balance.lead(round),
    async () => pay(hall, it.payCode),
    async () => told(await post(chief, path, {}, it.reviewVersion)),
  );
  const cashier = await hall.people.get('cashier-qian');
  const refund = await soon('the refund is open', async () => onlyRefund(await readBill(hall, it), 'requested'));
  balance.saw(text(await readBill(hall, it), 'state') === 'settled');
  const own = await post(cashier, `/api/fees/refunds/${text(refund, 'refundId')}/approve`, {}, refund['version']);
  if (told(own) !== '403 authority.same-person') throw new Error(`the biller approved: ${told(own)}`);
  const other = await hall.people.get('cashier-sun');
  await other.act(`/api/fees/refunds/${text(refund, 'refundId')}/approve`, {}, refund['version']);
  await soon('the money is back', async () => onlyRefund(await readBill(hall, it), 'refunded'));
  return { ...(await standingOf(hall, it)), grant };
}

async function billed({ people, provider }: OpenHall): Promise<Billed> {
  const clerk = await people.get('clerk-wang');
  const it = await accept(clerk, await lodge(clerk, { itemId: 'GA05', applicant: applicantYang }));
  const caseId = text(it, 'caseId');
  const cashier = await people.get('cashier-qian');
  const bill = await soon('the bill', async () => first(await cashier.read(`/api/fees/bills?caseId=${caseId}`)));
  const issued = await cashier.act(`/api/fees/bills/${text(bill, 'billId')}/issue`, { lines: [] }, bill['version']);
  const payCode = text(issued, 'payCode');
  await soon('the order at the provider', async () => {
    if (!(await fetch(`${provider}/pay/${payCode}`)).ok) throw new Error('not there yet');
  });
  const asked = await clerk.act(`/api/intake/cases/${caseId}/withdraw`, { reason: '不再出国' }, it['version']);
  const requestId = text(asked, 'requestId');
  const chief = await people.get('chief-ga-crj');
  const seen = await soon('the request at the department', async () => {
    const body = await chief.read(`/api/review/cases/${caseId}`);
    if ((body['withdrawals'] as object[]).length === 0) throw new Error('not heard yet');
    return body;
  });
  return { caseId, billId: text(bill, 'billId'), payCode, requestId, reviewVersion: seen['version'] };
}

/** Whoever pays sees the provider only. */
async function pay({ provider }: OpenHall, payCode: string): Promise<void> {
  const answer = await fetch(`${provider}/pay/${payCode}`, { method: 'POST', body: '{}' });
  if (!answer.ok) throw new Error(`the provider answered ${answer.status}`);
}

const readBill = async ({ people }: OpenHall, { billId }: Billed): Promise<Body> =>
  (await people.get('cashier-qian')).read(`/api/fees/bills/${billId}`);

function first(list: Body): Body {
  const [found] = list['items'] as Body[];
  if (found === undefined) throw new Error('not there yet');
  return found;
}

function onlyRefund(bill: Body, state: string): Body {
  const [refund, ...more] = bill['refunds'] as Body[];
  if (refund?.['state'] !== state || more.length > 0) throw new Error(JSON.stringify(bill));
  return refund;
}

async function standingOf(hall: OpenHall, it: Billed): Promise<Omit<MoneyEnd, 'grant'>> {
  const { people } = hall;
  const bill = await readBill(hall, it);
  const orders = await (await people.get('issue-zhao')).read(`/api/dispatch/orders?caseId=${it.caseId}`);
  const intake = await (await people.get('clerk-wang')).read(`/api/intake/cases/${it.caseId}`);
  const review = await (await people.get('chief-ga-crj')).read(`/api/review/cases/${it.caseId}`);
  return {
    bill: text(bill, 'state'),
    payments: (bill['payments'] as Body[]).map((one) => text(one, 'amountFen')),
    receipt: bill['receipt'] !== null,
    refunds: (bill['refunds'] as Body[]).map((one) =>
      ['reasonClass', 'amountFen', 'state'].map((k) => one[k]).join(' '),
    ),
    intake: text(intake, 'state'),
    review: text(review, 'state'),
    orders: (orders['items'] as Body[]).length,
  };
}
