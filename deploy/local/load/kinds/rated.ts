import { text } from '../../walks/people.js';
import { accept, applicant, decide, giveOut, givenOut, items, type LoadItem, lodge, type Seen } from '../acts.js';
import type { Crew } from '../crew.js';
import type { Kind } from '../kind.js';
import type { Random } from '../random.js';
import type { Walker } from '../walker.js';

/** One rating in so many is a bad one. */
const badOneIn = 10;
const good = { level: 5, channel: 'mobile' };
const bad = { level: 1, indicators: ['101'], comment: '窗口排队近一小时,无人引导', channel: 'pc' };

/** Given out and rated by the citizen (好差评); a bad rating is contacted, answered, called back and closed. */
export const rated: Kind = async (crew, random) => {
  const [clerk, item, who] = [crew.clerk(random), random.pick(items), applicant(random)];
  const caseId = text(await accept(clerk, await lodge(clerk, item, who)), 'caseId');
  await decide(crew.chief(random, item.department), caseId, { outcome: 'approved', reason: '符合条件' });
  await giveOut(crew, random, clerk, caseId, who);
  const isBad = random.below(badOneIn) === 0;
  await rate(crew.citizen(who.personId), caseId, isBad ? bad : good);
  if (isBad) await rectify(crew, random, caseId, item.department);
  return [givenOut(caseId, item.certificate, { rectifications: isBad ? 'closed' : 'none' })];
};

async function rate(citizen: Walker, caseId: string, rating: object): Promise<void> {
  const occasion = await citizen.reach('handed over → can be rated', async () => {
    const { items: found } = await citizen.read(`/api/evaluation/occasions?caseId=${caseId}`);
    return (found as Seen[]).find(({ kind }) => kind === 'delivery');
  });
  await citizen.act('rate', `/api/evaluation/occasions/${text(occasion, 'occasionId')}/evaluation`, rating);
}

/** 核实、答复、回访、办结, each by whom it belongs to. */
async function rectify(crew: Crew, random: Random, caseId: string, department: LoadItem['department']): Promise<void> {
  const reviewer = crew.reviewer(random, department);
  const opened = await reviewer.reach('rated badly → department', async () => {
    const { items: found } = await reviewer.read(`/api/evaluation/rectifications?caseId=${caseId}`);
    return (found as Seen[])[0];
  });
  const path = `/api/evaluation/rectifications/${text(opened, 'rectificationId')}`;
  const contacted = await reviewer.act(
    'contact',
    `${path}/contact`,
    { note: '已电话联系申请人核实' },
    opened['version'],
  );
  const answer = { finding: 'rectified', words: '已增设引导岗并向申请人致歉' };
  const chief = crew.chief(random, department);
  const answered = await chief.act('answer', `${path}/answer`, answer, contacted['version']);
  const manager = crew.manager(random);
  const callBack = { note: '申请人认可', newLevel: 4 };
  const called = await manager.act('call back', `${path}/call-back`, callBack, answered['version']);
  await manager.act('close rectification', `${path}/close`, {}, called['version']);
}
