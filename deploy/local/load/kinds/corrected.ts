import { text } from '../../walks/people.js';
import { accept, applicant, decide, giveOut, lodge } from '../acts.js';
import type { Kind } from '../kind.js';

const item = { itemId: 'JT02', department: 'jt', certificate: 'valid' } as const;
const defects = [
  { materialRef: 'photo', reasonClass: 'incorrect', wanted: '请提供白底近期免冠照片' },
  { materialRef: 'idcard', reasonClass: 'outdated', wanted: '身份证已过有效期,请出示换领后的证件' },
];

/** Two defects told in one notice, both cured; then as any other. */
export const corrected: Kind = async (crew, random) => {
  const [clerk, who] = [crew.clerk(random), applicant(random)];
  const lodged = await lodge(clerk, item, who);
  const caseId = text(lodged, 'caseId');
  const path = `/api/intake/cases/${caseId}`;
  const told = await clerk.act('correct', `${path}/correct`, { defects }, lodged['version']);
  const materials = defects.map(({ materialRef: ref }) => ({ ref }));
  await accept(clerk, await clerk.act('cure', `${path}/cure`, { materials }, told['version']));
  await decide(crew.chief(random, item.department), caseId, { outcome: 'approved', reason: '符合条件' });
  await giveOut(crew, random, clerk, caseId, who);
  return [{ caseId, ends: { intake: 'closed', review: 'decided', dispatch: 'delivered', certificates: 'valid' } }];
};
