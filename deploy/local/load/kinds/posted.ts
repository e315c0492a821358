import { text } from '../../walks/people.js';
import { accept, applicant, decide, items, lodge, releasedOrder, untilState } from '../acts.js';
import type { Kind } from '../kind.js';

/** Approved, and the result sent by courier, who says when it was delivered. */
export const posted: Kind = async (crew, random) => {
  const [clerk, item, who] = [crew.clerk(random), random.pick(items), applicant(random)];
  const delivery = { mode: 'courier', recipient: who.name, phone: who.phone, address: '云南省昆明市示范县仁德街道1号' };
  const it = await accept(clerk, await lodge(clerk, item, who, { delivery }));
  const caseId = text(it, 'caseId');
  await decide(crew.chief(random, item.department), caseId, { outcome: 'approved', reason: '符合条件' });
  const issuer = crew.issuer(random);
  const order = await releasedOrder(issuer, caseId);
  await issuer.act('send', `/api/dispatch/orders/${text(order, 'orderId')}/send`, {}, order['version']);
  await untilState(clerk, caseId, 'closed', 'sent → delivered and closed');
  const { certificate } = item;
  return [{ caseId, ends: { intake: 'closed', review: 'decided', dispatch: 'delivered', certificates: certificate } }];
};
