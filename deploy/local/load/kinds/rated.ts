import { text } from '../../walks/people.js';
import { accept, applicant, decide, giveOut, givenOut, items, type LoadItem, lodge, type Seen } from '../acts.js';
import type { Crew } from '../crew.js';
import type { Kind } from '../kind.js';
import type { Random } from '../random.js';

const good = { level: 5, channel: 'mobile' };
const bad = { level: 1, indicators: ['101'], comment: '窗口排队近一小时,无人引导', channel: 'pc' };

/** Given out and rated well by the citizen (好差评). */
export const rated: Kind = async (crew, random) => {
  const { caseId, item } = await giveOutAndRate(crew, random, good);
  return [givenOut(caseId, item.certificate, { rectifications: 'none' })];
};

/** Rated badly: contacted, answered, called back and closed; half of them sent back to the department once. */
export const ratedBadly: Kind = async (crew, random) => {
  const { caseId, item } = await giveOutAndRate(crew, random, bad);
  await rectify(crew, random, caseId, item.department);
  return [givenOut(caseId, item.certificate, { rectifications: 'closed' })];
};

interface Given {
  caseId: string;
  item: LoadItem;
}

async function giveOutAndRate(crew: Crew, random: Random, rating: object): Promise<Given> {
  const [clerk, item, who] = [crew.clerk(random), random.pick(items), applicant(random)];
  const caseId = text(await accept(clerk, await lodge(clerk, item, who)), 'caseId');
  await decide(crew.chief(random, item.department), caseId, { outcome: 'approved', reason: '符合条件' });
  await giveOut(crew, random, clerk, caseId, who);
  const citizen = crew.citizen(who.personId);
  const occasion = await citizen.reach('handed over → can be rated', async () => {
    const { items: found } = await citizen.read(`/api/evaluation/occasions?caseId=${caseId}`);
    return (found as Seen[]).find(({ kind }) => kind === 'delivery');
  });
  await citizen.act('rate', `/api/evaluation/occasions/${text(occasion, 'occasionId')}/evaluation`, rating);
  return { caseId, item };
}

/** 核实、答复、回访、办结, each by whom it belongs to; half of the raters are dissatisfied with the first answer (重新整改). */
async function rectify(crew: Crew, random: Random, caseId: string, department: LoadItem['department']): Promise<void> {
  const reviewer = crew.reviewer(random, department);
  const opened = await reviewer.reach('rated badly → department', async () => {
    const { items: found } = await reviewer.read(`/api/evaluation/rectifications?caseId=${caseId}`);
    return (found as Seen[])[0];
  });
  const path = `/api/evaluation/rectifications/${text(opened, 'rectificationId')}`;
  const contact = { note: '已电话联系申请人核实' };
  let it = await reviewer.act('contact', `${path}/contact`, contact, opened['version']);
  const [chief, manager] = [crew.chief(random, department), crew.manager(random)];
  const answerAndCallBack = async (newLevel: number): Promise<void> => {
    const answer = { finding: 'rectified', words: '已增设引导岗并向申请人致歉' };
    it = await chief.act('answer', `${path}/answer`, answer, it['version']);
    it = await manager.act('call back', `${path}/call-back`, { note: '已电话回访申请人', newLevel }, it['version']);
  };
  if (random.below(2) === 0) {
    await answerAndCallBack(1);
    const again = { reason: '申请人表示问题没有解决' };
    it = await manager.act('send back', `${path}/reopen`, again, it['version']);
  }
  await answerAndCallBack(4);
  await manager.act('close rectification', `${path}/close`, {}, it['version']);
}
