import { text } from '../../walks/people.js';
import { applicant, items, lodge, remedy } from '../acts.js';
import type { Kind } from '../kind.js';

/** Refused at the desk: nobody behind it ever hears of the case. */
export const refused: Kind = async (crew, random) => {
  const clerk = crew.clerk(random);
  const lodged = await lodge(clerk, random.pick(items), applicant(random));
  const caseId = text(lodged, 'caseId');
  await clerk.act(
    'refuse',
    `/api/intake/cases/${caseId}/refuse`,
    {
      reasonClass: 'not-our-power',
      reason: '不属于本机关职权范围,请向有权机关申请。',
      legalBasis: ['行政许可法第三十二条第一款第(二)项'],
      remedy,
    },
    lodged['version'],
  );
  return [{ caseId, ends: { intake: 'refused', review: 'none', dispatch: 'none', certificates: 'none' } }];
};
