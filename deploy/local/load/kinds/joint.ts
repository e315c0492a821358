import { text } from '../../walks/people.js';
import { accept, decide, firm, giveOut, givenOut, lodge } from '../acts.js';
import type { Kind } from '../kind.js';
import { giveOpinion } from '../opinions.js';

const item = { itemId: 'GA06' };
const members = ['xf', 'wj'] as const;

/** Three departments (并联审批): two give their opinions at the same time, the lead decides once. */
export const joint: Kind = async (crew, random) => {
  const [clerk, who] = [crew.clerk(random), firm(random)];
  const caseId = text(await accept(clerk, await lodge(clerk, item, who)), 'caseId');
  await Promise.all(members.map(async (member) => giveOpinion(crew.reviewer(random, member), caseId, member)));
  await decide(crew.chief(random, 'ga'), caseId, { outcome: 'approved' });
  await giveOut(crew, random, clerk, caseId, who);
  return [givenOut(caseId, 'valid')];
};
