import { applicantChen, fetchNotices, lodge } from './matter.js';
import { type People, tell, text, untilField } from './people.js';

/** Five working days without a word: accepted by law (行政许可法 art. 32). Time is moved, not waited for. */
export async function walkDeemed(people: People): Promise<void> {
  const clerk = await people.get('clerk-wang');
  const lodged = await lodge(clerk, { itemId: 'YC01', applicant: applicantChen });
  const caseId = text(lodged, 'caseId');
  const manager = await people.get('authority-wu');
  const due = new Date(text(lodged, 'answerDueAt'));
  await manager.act('/api/identity/business-time', { advanceTo: new Date(due.getTime() + 1_000).toISOString() });
  tell('authority-wu', `业务时间前移到 ${due.toISOString()} 之后`, 'BusinessTimeMoved');
  const accepted = await untilField(clerk, `/api/intake/cases/${caseId}`, 'state', 'accepted');
  if ((await fetchNotices(clerk, caseId)) > 0) throw new Error('a deemed acceptance has no notice: nobody wrote one');
  tell('intake', '逾期未告知,视为受理', `CaseAccepted (deemed), 办件编号 ${text(accepted, 'caseNumber')}`);
}
