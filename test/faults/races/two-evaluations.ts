import { applicantChen, lodge } from '../../../deploy/local/walks/matter.js';
import { soon, text } from '../../../deploy/local/walks/people.js';
import { Person } from '../../../deploy/local/walks/person.js';
import type { OpenHall } from './open-hall.js';
import { type Balance, post, together, told } from './rounds.js';

type Body = Record<string, unknown>;

/** One of them must be looked into, the other offends nobody. */
const bad = { level: 1, indicators: ['101'], comment: '窗口让我跑了三趟', channel: 'pc' };
const good = { level: 5, indicators: ['510'], channel: 'mobile' };

/** How two evaluations met: what both were told, and what the office says. */
export interface RatingEnd {
  citizen: string;
  token: string;
  state: string;
  level: number;
  rectifications: number;
  /** What a third is told, and a new invitation. */
  after: string[];
}

/** The citizen rates badly, signed in, while whoever holds the invitation rates well. */
export async function ratedTwice(hall: OpenHall, round: number, balance: Balance): Promise<RatingEnd> {
  const { occasionId, caseId, secret } = await invited(hall);
  const citizen = await hall.people.get('citizen-chen');
  const anybody = new Person(hall.people.gateway, 'anybody');
  const own = `/api/evaluation/occasions/${occasionId}`;
  const byToken = { ...good, token: secret };
  const [signedIn, token] = await together(
    balance.lead(round),
    async () => told(await post(citizen, `${own}/evaluation`, bad)),
    async () => told(await post(anybody, '/api/evaluation/evaluations', byToken)),
  );
  balance.saw(signedIn === '200');
  const after = [
    told(await post(citizen, `${own}/evaluation`, good)),
    told(await post(anybody, '/api/evaluation/evaluations', byToken)),
    told(await post(await hall.people.get('clerk-li'), `${own}/invitation`, {})),
  ];
  return { citizen: signedIn, token, ...(await standingOf(hall, caseId, occasionId)), after };
}

/** Being taken in is the first service of a case. */
async function invited({ people }: OpenHall): Promise<{ occasionId: string; caseId: string; secret: string }> {
  const clerk = await people.get('clerk-li');
  const caseId = text(await lodge(clerk, { itemId: 'SJ02', applicant: applicantChen }), 'caseId');
  const occasionId = await soon('the lodging to be rated', async () => {
    const { items } = await clerk.read(`/api/evaluation/occasions?caseId=${caseId}`);
    return text((items as Body[])[0] ?? {}, 'occasionId');
  });
  const invitation = await clerk.act(`/api/evaluation/occasions/${occasionId}/invitation`);
  return { occasionId, caseId, secret: text(invitation, 'token') };
}

async function standingOf(
  { people }: OpenHall,
  caseId: string,
  occasionId: string,
): Promise<Pick<RatingEnd, 'state' | 'level' | 'rectifications'>> {
  const manager = await people.get('manager-sun');
  const occasion = await manager.read(`/api/evaluation/occasions/${occasionId}`);
  const { items } = await manager.read(`/api/evaluation/rectifications?caseId=${caseId}`);
  const { level } = occasion['evaluation'] as { level: number };
  return { state: text(occasion, 'state'), level, rectifications: (items as object[]).length };
}
