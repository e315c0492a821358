import type { Deployment } from '../deployment.js';
import { accept, applicantChen, applicantYang, decide, lodge } from './matter.js';
import { type People, soon, tell, text } from './people.js';
import type { Person } from './person.js';

interface WatchedClock {
  kind: string;
  state: string;
  dueAt: string | null;
  nextCheckAt: string | null;
  calendarVersion: string;
  explanation: { zh: string }[];
}

interface WatchedCard {
  cardId: string;
  ruleId: string;
  colour: string;
  state: string;
  version: number;
}

/**
 * Two cases of the same promise. Supervision is halted while the second is decided in time and business time passes the
 * threshold of both; when it comes back, it hears what was said meanwhile before it raises a card. That of the first stands
 * and is answered; the second ends without one. (Should review be killed before it could say the decision, it is taken back.)
 */
export async function walkWatched(people: People, deployment: Deployment): Promise<void> {
  const clerk = await people.get('clerk-li');
  const chief = await people.get('chief-yc');
  const supervisor = await people.get('supervisor-zheng');
  const open = await accepted(clerk, applicantChen);
  const decided = await accepted(clerk, applicantYang);
  const promised = await soon('the clocks at supervision', async () => clock(supervisor, open, 'promised'));
  const waiting = await soon('the other clocks at supervision', async () => clock(supervisor, decided, 'promised'));
  showClock(promised);
  await deployment.halt('supervision');
  tell('supervision', '暂停(维护)', 'what the others say waits');
  await decide(chief, decided, { outcome: 'approved' });
  await passThresholds(people, [promised, waiting]);
  deployment.startAgain('supervision');
  await standsAndIsAnswered(supervisor, chief, open);
  await endsWithoutCard(supervisor, decided);
  await decide(chief, open, { outcome: 'approved' });
}

async function accepted(clerk: Person, applicant: typeof applicantChen): Promise<string> {
  return text(await accept(clerk, await lodge(clerk, { itemId: 'YC01', applicant })), 'caseId');
}

async function clock(reader: Person, caseId: string, kind: string): Promise<WatchedClock> {
  const { clocks } = (await reader.read(`/api/supervision/cases/${caseId}/clocks`)) as unknown as {
    clocks: WatchedClock[];
  };
  const found = clocks.find((one) => one.kind === kind);
  if (found?.nextCheckAt === undefined) throw new Error(`case ${caseId} has no ${kind} clock yet`);
  return found;
}

function showClock({ dueAt, calendarVersion, explanation }: WatchedClock): void {
  tell('supervision', `承诺时限 ${String(dueAt)}`, `calendar ${calendarVersion}`);
  for (const { zh } of explanation) tell('', `  ${zh}`);
}

async function passThresholds(people: People, clocks: WatchedClock[]): Promise<void> {
  const last = Math.max(...clocks.map(({ nextCheckAt }) => new Date(nextCheckAt ?? 0).getTime()));
  const advanceTo = new Date(last + 1_000).toISOString();
  await (await people.get('authority-wu')).act('/api/identity/business-time', { advanceTo });
  tell('authority-wu', `业务时间前移到 ${advanceTo},越过预警点`, 'BusinessTimeMoved');
}

async function cards(reader: Person, caseId: string): Promise<WatchedCard[]> {
  const { items } = (await reader.read(`/api/supervision/cards?caseId=${caseId}`)) as unknown as {
    items: WatchedCard[];
  };
  return items;
}

async function standsAndIsAnswered(supervisor: Person, chief: Person, caseId: string): Promise<void> {
  const card = await soon('the pre-warning', async () => {
    const [first, ...others] = await cards(supervisor, caseId);
    if (first === undefined) throw new Error('no card yet');
    if (others.length > 0) throw new Error(`raised ${others.length + 1} times`);
    return first;
  });
  if (card.ruleId !== 'promised-pre-warning' || card.state !== 'raised') throw new Error(JSON.stringify(card));
  tell('supervision', '亮牌:预警(承诺时限前两个工作日)', 'CardRaised');
  const reason = { reason: '现场核查已完成,明日作出决定。' };
  const answer = await chief.act(`/api/supervision/cards/${card.cardId}/explain`, reason, card.version);
  if (answer['state'] !== 'explained') throw new Error(JSON.stringify(answer));
  tell('chief-yc', '说明', 'explained');
}

async function endsWithoutCard(supervisor: Person, caseId: string): Promise<void> {
  await soon('the late decision at supervision', async () => {
    const { state } = await clock(supervisor, caseId, 'promised');
    if (state !== 'ended') throw new Error(`the clock is ${state}`);
  });
  const left = (await cards(supervisor, caseId)).filter(({ state }) => state !== 'withdrawn');
  if (left.length > 0) throw new Error(`a card stands against a decision made in time: ${JSON.stringify(left)}`);
  tell('supervision', '迟到的决定在时限之前:无有效牌', 'no card stands');
}
