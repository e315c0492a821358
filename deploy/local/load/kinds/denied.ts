import { text } from '../../walks/people.js';
import { accept, applicant, decide, giveOut, items, lodge, remedy } from '../acts.js';
import type { Kind } from '../kind.js';

/** Denied by the department; the letter goes out as a result does. */
export const denied: Kind = async (crew, random) => {
  const [clerk, item, who] = [crew.clerk(random), random.pick(items), applicant(random)];
  const it = await accept(clerk, await lodge(clerk, item, who));
  const caseId = text(it, 'caseId');
  await decide(crew.chief(random, item.department), caseId, {
    outcome: 'denied',
    reason: '不符合规定的条件。',
    legalBasis: '行政许可法第三十八条第二款',
    remedy,
  });
  await giveOut(crew, random, clerk, caseId, who);
  return [{ caseId, ends: { intake: 'closed', review: 'decided', dispatch: 'delivered', certificates: 'none' } }];
};
