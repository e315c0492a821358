import { randomUUID } from 'node:crypto';
import type { Deployment } from '../deployment.js';
import { accept, applicantChen, applicantYang, decide, lodge } from './matter.js';
import { type People, soon, tell, text } from './people.js';
import type { Answer, Person } from './person.js';

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

/** A card waits until all that was done before it is heard: each kill of supervision or of the bus begins that anew. */
const patienceSeconds = 240;

/**
 * Three cases of the same promise. Supervision is halted while the second is decided in time, review dies before it can say
 * that it decided the third, and business time passes the threshold of all: supervision comes back, hears what was said, and
 * raises cards. That of the first stands and is answered; the second has none; that of the third is taken back when review
 * is up again and its decision arrives, late for everybody but in time.
 */
export async function walkWatched(people: People, deployment: Deployment): Promise<void> {
  const clerk = await people.get('clerk-li');
  const chief = await people.get('chief-yc');
  const supervisor = await people.get('supervisor-zheng');
  const [open, decided, unsaid] = [
    await accepted(clerk, applicantChen),
    await accepted(clerk, applicantYang),
    await accepted(clerk, applicantYang),
  ];
  const watched = async (caseId: string): Promise<WatchedClock> =>
    soon('the clocks at supervision', async () => clock(supervisor, caseId, 'promised'));
  const promised = await watched(open);
  showClock(promised);
  const clocks = [promised, await watched(decided), await watched(unsaid)];
  await deployment.halt('supervision');
  tell('supervision', '暂停(维护)', 'what the others say waits');
  await decide(chief, decided, { outcome: 'approved' });
  const answered = await decideUnsaid(deployment, chief, unsaid);
  await passThresholds(people, clocks);
  await insist(deployment, 'supervision');
  await standsAndIsAnswered(supervisor, chief, open);
  await endsWithoutCard(supervisor, decided);
  await soon('the card of a decision that nobody heard', async () => isJudged(supervisor, unsaid), patienceSeconds);
  const [card] = await cards(supervisor, unsaid);
  tell('supervision', '决定尚未送达', card === undefined ? 'heard already' : `CardRaised, ${card.state}`);
  await insist(deployment, 'review');
  await answered();
  await endsWithoutCard(supervisor, unsaid);
  await decide(chief, open, { outcome: 'approved' });
}

/**
 * Decides in time at a review that dies after its commit, before it can say so. (Killed and started by somebody else
 * meanwhile, it says so at once.)
 *
 * @returns waits until the button, pressed again with the same key, has its answer
 */
async function decideUnsaid(deployment: Deployment, chief: Person, caseId: string): Promise<() => Promise<void>> {
  const path = `/api/review/cases/${caseId}`;
  const { version } = await soon('the case at the department', async () => chief.read(path));
  await deployment.halt('review');
  deployment.startAgain('review', 'act.after-commit=kill');
  const options = { version, key: randomUUID() };
  const press = async (): Promise<Answer> => chief.send(`${path}/decide`, { outcome: 'approved' }, options);
  const pressed = press();
  await Promise.race([pressed, deployment.untilDead('review')]);
  tell(chief.login, '决定已作出,系统随即中断', 'committed and not said');
  return async () => {
    await pressed;
    const { status, body } = await press();
    if (status >= 300) throw new Error(`the decision was answered ${status} ${JSON.stringify(body)}`);
  };
}

/** Starts a process again until it is ready: one that starts while the database is away ends, and is started anew. */
async function insist(deployment: Deployment, name: 'review' | 'supervision'): Promise<void> {
  const ready = async (): Promise<void> => {
    deployment.startAgain(name);
    await deployment.untilReady(name);
  };
  await soon(`${name} again`, ready, patienceSeconds);
}

/** @throws Error while neither a card nor the decision has come */
async function isJudged(supervisor: Person, caseId: string): Promise<void> {
  const { state } = await clock(supervisor, caseId, 'promised');
  if (state !== 'ended' && (await cards(supervisor, caseId)).length === 0) throw new Error('no card yet');
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
  const card = await soon(
    'the pre-warning',
    async () => {
      const [first, ...others] = await cards(supervisor, caseId);
      if (first === undefined) throw new Error('no card yet');
      if (others.length > 0) throw new Error(`raised ${others.length + 1} times`);
      return first;
    },
    patienceSeconds,
  );
  if (card.ruleId !== 'promised-pre-warning' || card.state !== 'raised') throw new Error(JSON.stringify(card));
  tell('supervision', '亮牌:预警(承诺时限前两个工作日)', 'CardRaised');
  const reason = { reason: '现场核查已完成,明日作出决定。' };
  const answer = await chief.act(`/api/supervision/cards/${card.cardId}/explain`, reason, card.version);
  if (answer['state'] !== 'explained') throw new Error(JSON.stringify(answer));
  tell('chief-yc', '说明', 'explained');
}

async function endsWithoutCard(supervisor: Person, caseId: string): Promise<void> {
  await soon('the decision at supervision', async () => {
    const { state } = await clock(supervisor, caseId, 'promised');
    if (state !== 'ended') throw new Error(`the clock is ${state}`);
  });
  const all = await cards(supervisor, caseId);
  const left = all.filter(({ state }) => state !== 'withdrawn');
  if (left.length > 0) throw new Error(`a card stands against a decision made in time: ${JSON.stringify(left)}`);
  const [told, fact] = all.length > 0 ? ['撤牌', 'CardWithdrawn'] : ['未亮牌', 'no card'];
  tell('supervision', `决定在时限之前:${told}`, fact);
}
