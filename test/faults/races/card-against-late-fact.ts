import { accept, applicantChen, lodge } from '../../../deploy/local/walks/matter.js';
import { soon, text } from '../../../deploy/local/walks/people.js';
import { playAgainstTime } from './limits.js';
import type { OpenHall } from './open-hall.js';
import { patienceSeconds, post, told } from './rounds.js';

type Body = Record<string, unknown>;

/** How a decision met the threshold of a card. */
export interface CardEnd {
  decide: string;
  /** Whether supervision holds that the case was decided when review says so. */
  agreed: boolean;
  /** Whether the threshold had come when it was decided. */
  late: boolean;
  /** The card of the promise: its state, or `none`. */
  card: string;
}

interface Watched {
  caseId: string;
  reviewVersion: unknown;
  limit: Date;
}

/** The chief decides while the threshold of the pre-warning of the promise comes. */
export async function decidedAtTheThreshold(hall: OpenHall): Promise<CardEnd[]> {
  const chief = await hall.people.get('chief-yc');
  const act = async (it: Watched): Promise<CardEnd> => {
    const path = `/api/review/cases/${it.caseId}/decide`;
    const decide = told(await post(chief, path, { outcome: 'approved' }, it.reviewVersion));
    const end = await soon('the decision at supervision', async () => standingOf(hall, it), patienceSeconds);
    return { ...end, decide };
  };
  return playAgainstTime(
    hall,
    async () => watched(hall),
    act,
    ({ late }) => !late,
  );
}

async function watched({ people }: OpenHall): Promise<Watched> {
  const clerk = await people.get('clerk-li');
  const it = await accept(clerk, await lodge(clerk, { itemId: 'YC01', applicant: applicantChen }));
  const caseId = text(it, 'caseId');
  const chief = await people.get('chief-yc');
  const seen = await soon('the case at the department', async () => chief.read(`/api/review/cases/${caseId}`));
  const supervisor = await people.get('supervisor-zheng');
  const limit = await soon('the clock at supervision', async () => {
    const { clocks } = await supervisor.read(`/api/supervision/cases/${caseId}/clocks`);
    return text(promisedOf(clocks), 'nextCheckAt');
  });
  return { caseId, reviewVersion: seen['version'], limit: new Date(limit) };
}

const promisedOf = (clocks: unknown): Body => (clocks as Body[]).find(({ kind }) => kind === 'promised') ?? {};

/** @throws Error while the decision, or a card that it came too late for, is still to come */
async function standingOf({ people }: OpenHall, { caseId, limit }: Watched): Promise<Omit<CardEnd, 'decide'>> {
  const supervisor = await people.get('supervisor-zheng');
  const { clocks } = await supervisor.read(`/api/supervision/cases/${caseId}/clocks`);
  const endedAt = text(promisedOf(clocks), 'endedAt');
  const { decision } = await (await people.get('chief-yc')).read(`/api/review/cases/${caseId}`);
  const late = new Date(endedAt) >= limit;
  const { items } = await supervisor.read(`/api/supervision/cards?caseId=${caseId}`);
  const [card, ...more] = items as Body[];
  if (more.length > 0 || (late && card === undefined)) throw new Error(JSON.stringify({ endedAt, limit, items }));
  const agreed = endedAt === (decision as Body)['decidedAt'];
  return { agreed, late, card: card === undefined ? 'none' : `${text(card, 'ruleId')} ${text(card, 'state')}` };
}
