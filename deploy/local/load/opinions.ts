import { text } from '../walks/people.js';
import { atDepartment, type Seen } from './acts.js';
import type { ReviewingDepartment } from './staff.js';
import type { Walker } from './walker.js';

/** One department's opinion, by its own reviewer on its own task, once the case has arrived there. */
export async function giveOpinion(reviewer: Walker, caseId: string, department: ReviewingDepartment): Promise<void> {
  const seen = await atDepartment(reviewer, caseId);
  const task = (seen['tasks'] as Seen[]).find(({ departmentId }) => departmentId === `dept-${department}`);
  const path = `/api/review/tasks/${text(task ?? {}, 'taskId')}/opinion`;
  await reviewer.act('opinion', path, { opinion: 'agree', note: '现场核查,符合条件' }, seen['version']);
}
