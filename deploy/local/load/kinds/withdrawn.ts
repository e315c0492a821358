import { text } from '../../walks/people.js';
import { accept, applicant, items, lodge } from '../acts.js';
import type { Kind } from '../kind.js';
import { withdraw } from '../withdrawal.js';

/** Withdrawn by the applicant while in review; the department grants it. */
export const withdrawn: Kind = async (crew, random) => {
  const [clerk, item, who] = [crew.clerk(random), random.pick(items), applicant(random)];
  const it = await accept(clerk, await lodge(clerk, item, who));
  await withdraw(crew, random, it, { clerk, who, department: item.department });
  const ends = { intake: 'withdrawn', review: 'withdrawn', dispatch: 'none', certificates: 'none' };
  return [{ caseId: text(it, 'caseId'), ends }];
};
