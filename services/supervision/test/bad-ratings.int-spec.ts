import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Matter } from './matter.js';
import { department, hall } from './office.js';
import { SupervisionStand } from './stand.js';

/** The department of another opinion in the case, whose services were not rated. */
const other = 'dept-sj';

let stand: SupervisionStand;
let matter: Matter;
beforeAll(async () => {
  stand = await SupervisionStand.start('2026-09-03 09:00');
  await stand.appoint('issuer', hall, ['issue-clerk']);
  await stand.appoint('reviewer-of-the-hall', hall, ['reviewer']);
  await stand.appoint('clerk-and-manager', hall, ['window-clerk', 'hall-manager']);
  await stand.appoint('manager', hall, ['hall-manager']);
  await stand.appoint('item-manager', hall, ['item-manager']);
  await stand.appoint('chief', department, ['chief-representative']);
  await stand.appoint('clerk-and-chief', department, ['window-clerk', 'chief-representative']);
  await stand.appoint('clerk-of-the-department', department, ['window-clerk']);
  await stand.appoint('clerk-and-chief-of-another', other, ['window-clerk', 'chief-representative']);
  matter = await sentBack();
});
afterAll(async () => stand.close());

/** A case of two departments that was rated badly, contacted too late and sent back, with cards for the contact and the whole. */
async function sentBack(): Promise<Matter> {
  const one = new Matter(stand);
  const tasks = [
    { departmentId: department, lead: true },
    { departmentId: other, lead: false },
  ];
  await stand.hear(
    one.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29', { tasks }),
    one.decided('2026-09-02 09:00'),
    one.delivered('2026-09-02 10:00'),
    one.badlyRated('2026-09-03 10:00', '2026-09-04', '2026-09-10'),
  );
  stand.moveTo('2026-09-14 09:00');
  await stand.quiet();
  await stand.hear(one.raterContacted('2026-09-07 10:00'), one.sentBack('2026-09-11 10:00', '2026-09-18'));
  return one;
}

const ofRating = ({ kind }: { kind: string }): boolean => kind.startsWith('rectification');

/** The clocks and facts of the rating among those of the case, or how it was refused. */
async function clocksTo(as: string, { caseId }: Matter): Promise<unknown> {
  type Seen = { clocks: { kind: string }[]; facts: { kind: string }[] };
  const { status, body } = await stand.call<Seen>('GET', `/cases/${caseId}/clocks`, as);
  if (status !== 200) return status;
  expect(body.facts.map(({ kind }) => kind)).toContain('case-accepted');
  return [body.clocks.filter(ofRating).length, body.facts.filter(ofRating).length];
}

/** How many lines of a list are about the case, or how it was refused. */
async function linesTo(as: string, path: string): Promise<number> {
  const { status, body } = await stand.call<{ items: { caseId: string }[] }>('GET', path, as);
  return status === 200 ? body.items.filter(({ caseId }) => caseId === matter.caseId).length : status;
}

const [all, none] = [
  [3, 3],
  [0, 0],
];

/** What each sees of a bad rating in the clocks and facts of its case, the cards, and the cases behind a figure. */
it.each([
  ['clerk', none, 403, 403],
  ['issuer', none, 403, 403],
  ['reviewer-of-the-hall', none, 0, 0],
  ['other-reviewer', none, 0, 0],
  ['clerk-and-chief-of-another', none, 0, 0],
  ['clerk-of-the-department', none, 403, 403],
  ['item-manager', 403, 403, 403],
  ['supervisor-elsewhere', 404, 0, 0],
  ['reviewer', all, 4, 1],
  ['chief', all, 4, 1],
  ['clerk-and-chief', all, 4, 1],
  ['clerk-and-manager', all, 4, 1],
  ['manager', all, 4, 1],
  ['supervisor', all, 4, 1],
  ['auditor', all, 4, 1],
])('%s', async (who, clocks, cards, figure) => {
  expect(await clocksTo(who, matter)).toEqual(clocks);
  expect(await linesTo(who, `/cards?caseId=${matter.caseId}`)).toBe(cards);
  expect(await linesTo(who, '/indicators/cases?month=2026-09&figure=card-yellow')).toBe(figure);
});

it('is shown to the applicant who gave it, and its new limit is no move of the calendar', async () => {
  const applicant = { kind: 'citizen', person_index: `index-of-${matter.caseId}` };
  expect(await clocksTo(await stand.token('citizen', applicant), matter)).toEqual(all);
  expect(await linesTo('item-manager', '/calendars/cn-1/moved')).toBe(0);
});

it('is shown to no department before it is heard which of them was rated', async () => {
  const unclear = new Matter(stand);
  await stand.hear(
    unclear.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'),
    unclear.raterContacted('2026-09-07 10:00'),
  );
  expect(await clocksTo('clerk', unclear)).toEqual([0, 0]);
  expect(await clocksTo('reviewer', unclear)).toEqual([0, 0]);
  expect(await clocksTo('supervisor', unclear)).toEqual([0, 1]);
});
