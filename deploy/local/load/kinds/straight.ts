import { text } from '../../walks/people.js';
import { accept, applicant, decide, giveOut, items, lodge } from '../acts.js';
import type { Kind } from '../kind.js';

/** Lodged, accepted, approved, sealed, handed over, closed. */
export const straight: Kind = async (crew, random) => {
  const [clerk, item, who] = [crew.clerk(random), random.pick(items), applicant(random)];
  const it = await accept(clerk, await lodge(clerk, item, who));
  const caseId = text(it, 'caseId');
  await decide(crew.chief(random, item.department), caseId, { outcome: 'approved', reason: '符合条件' });
  await giveOut(crew, random, clerk, caseId, who);
  const { certificate } = item;
  return [{ caseId, ends: { intake: 'closed', review: 'decided', dispatch: 'delivered', certificates: certificate } }];
};
