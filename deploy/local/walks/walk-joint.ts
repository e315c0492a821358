import { accept, applicantFirm, decide, handOver, lodge, releasedOrder } from './matter.js';
import { type People, soon, tell, text, untilField } from './people.js';

const joint = ['xf', 'wj'] as const;
const legal = { outcome: 'approved' };

/**
 * One case, three departments (并联审批): police lead, fire brigade and health office give their opinions at the same time,
 * each signed in as themselves; a decision before the opinions is refused with their names; then one decision.
 */
export async function walkJoint(people: People): Promise<void> {
  const clerk = await people.get('clerk-li');
  const it = await accept(clerk, await lodge(clerk, { itemId: 'GA06', applicant: applicantFirm }));
  const caseId = text(it, 'caseId');
  await refuseEarlyDecision(people, caseId);
  await Promise.all(joint.map(async (code) => giveOpinion(people, caseId, code)));
  await decide(await people.get('chief-ga'), caseId, legal);
  const issue = await people.get('issue-zhao');
  await handOver(issue, await releasedOrder(issue, caseId), applicantFirm);
  await untilField(clerk, `/api/intake/cases/${caseId}`, 'state', 'closed');
  tell('intake', '办结', 'CaseClosed');
}

/** The lead's chief tries before anybody has spoken. */
async function refuseEarlyDecision(people: People, caseId: string): Promise<void> {
  const chief = await people.get('chief-ga');
  const seen = await soon('the case at the department', async () => chief.read(`/api/review/cases/${caseId}`));
  const answer = await chief.send(`/api/review/cases/${caseId}/decide`, legal, { version: seen['version'] });
  const told = JSON.stringify(answer.body);
  const named = joint.every((code) => told.includes(`dept-${code}`));
  if (answer.body['code'] !== 'case.opinions-missing' || !named) throw new Error(`expected a refusal, got ${told}`);
  tell('chief-ga', '意见未齐,不能决定', answer.body['code']);
}

/** One department's opinion, by its own reviewer on its own task. */
export async function giveOpinion(people: People, caseId: string, code: string): Promise<void> {
  const reviewer = await people.get(`reviewer-${code}`);
  const seen = await soon(`the case at dept-${code}`, async () => reviewer.read(`/api/review/cases/${caseId}`));
  const tasks = seen['tasks'] as { taskId: string; departmentId: string }[];
  const task = tasks.find(({ departmentId }) => departmentId === `dept-${code}`);
  if (task === undefined) throw new Error(`dept-${code} has no task of ${caseId}`);
  const opinion = { opinion: 'agree', note: '现场核查,符合条件' };
  await reviewer.act(`/api/review/tasks/${task.taskId}/opinion`, opinion, seen['version']);
  tell(reviewer.login, '出具意见 agree', 'OpinionGiven');
}
