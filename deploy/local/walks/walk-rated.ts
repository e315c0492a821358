import { accept, applicantChen, decide, handOver, lodge, releasedOrder } from './matter.js';
import { type People, soon, tell, text, untilField } from './people.js';
import type { Person } from './person.js';

/** A delivered result is rated badly by the applicant; the department answers, the hall calls back and closes. */
export async function walkRated(people: People): Promise<void> {
  const caseId = await deliverResult(people);
  const citizen = await people.get('citizen-chen');
  const occasionId = await deliveryOf(citizen, caseId);
  const path = `/api/evaluation/occasions/${occasionId}/evaluation`;
  const rating = { level: 1, indicators: ['101'], comment: '窗口排队近一小时,无人引导', channel: 'pc' };
  await expectRefused(await people.get('issue-zhao'), path, { level: 5, channel: 'pc' }, 'evaluation.by-staff');
  await citizen.act(path, rating);
  tell('citizen-chen', '评价:非常不满意', 'CaseEvaluated, RectificationOpened');
  await expectRefused(citizen, path, { level: 5, channel: 'mobile' }, 'evaluation.already-given');
  await rectify(people, caseId);
  const seen = await citizen.read(`/api/evaluation/occasions/${occasionId}`);
  tell('citizen-chen', '查看本人评价与整改结果', text(seen, 'state'));
}

async function deliverResult(people: People): Promise<string> {
  const clerk = await people.get('clerk-li');
  const it = await accept(clerk, await lodge(clerk, { itemId: 'SJ02', applicant: applicantChen }));
  const caseId = text(it, 'caseId');
  await decide(await people.get('chief-sj'), caseId, { outcome: 'approved' });
  const issue = await people.get('issue-zhao');
  await handOver(issue, await releasedOrder(issue, caseId), applicantChen);
  return caseId;
}

interface Listed {
  items: Record<string, unknown>[];
}

/** The occasion of the delivery, once the office of evaluations has heard of it. */
async function deliveryOf(citizen: Person, caseId: string): Promise<string> {
  return soon('the delivery to be rated', async () => {
    const { items } = (await citizen.read(`/api/evaluation/occasions?caseId=${caseId}`)) as unknown as Listed;
    return text(items.find(({ kind }) => kind === 'delivery') ?? {}, 'occasionId');
  });
}

async function expectRefused(person: Person, path: string, rating: object, code: string): Promise<void> {
  const { status, body } = await person.send(path, rating);
  if (body['code'] !== code) throw new Error(`a rating was answered ${status} ${JSON.stringify(body)}, not ${code}`);
  tell(person.login, '评价被拒绝', code);
}

/** 核实、答复、回访、办结, each by whom it belongs to. */
async function rectify(people: People, caseId: string): Promise<void> {
  const reviewer = await people.get('reviewer-sj');
  const opened = await soon('the rectification', async () => {
    const path = `/api/evaluation/rectifications?caseId=${caseId}`;
    const { items } = (await reviewer.read(path)) as unknown as Listed;
    if (items[0] === undefined) throw new Error('not opened yet');
    return items[0];
  });
  const path = `/api/evaluation/rectifications/${text(opened, 'rectificationId')}`;
  const contacted = await reviewer.act(`${path}/contact`, { note: '已电话联系申请人核实' }, opened['version']);
  tell('reviewer-sj', '差评核实', `contact due ${text(opened, 'contactDueAt')}`);
  const answer = { finding: 'rectified', words: '已增设引导岗并向申请人致歉' };
  const answered = await (await people.get('chief-sj')).act(`${path}/answer`, answer, contacted['version']);
  tell('chief-sj', '整改答复', 'RectificationAnswered');
  const manager = await people.get('manager-sun');
  const called = await manager.act(`${path}/call-back`, { note: '申请人认可', newLevel: 4 }, answered['version']);
  tell('manager-sun', '回访', text(called, 'state'));
  await manager.act(`${path}/close`, {}, called['version']);
  await untilField(manager, path, 'state', 'closed');
  tell('manager-sun', '整改办结', 'RectificationClosed');
}
