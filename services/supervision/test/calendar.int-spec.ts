import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Matter } from './matter.js';
import { endOf, offDays } from './office.js';
import { SupervisionStand } from './stand.js';

let stand: SupervisionStand;
beforeAll(async () => {
  stand = await SupervisionStand.start();
});
afterAll(async () => stand.close());

interface Register {
  clocks: { kind: string; dueAt: string; calendarVersion: string; stretches: object[] }[];
}

it('counts open cases anew when the calendar changes, and lists those that moved', async () => {
  stand.moveTo('2026-09-21 09:00');
  const [moved, unmoved, over] = [new Matter(stand), new Matter(stand), new Matter(stand)];
  await stand.hear(
    moved.accepted('2026-09-21 09:00', '2026-09-28', '2026-10-23'),
    unmoved.accepted('2026-09-07 09:00', '2026-09-14', '2026-10-10'),
    unmoved.decided('2026-09-20 09:00', '2026-10-10'),
    over.accepted('2026-09-07 09:00', '2026-09-14', '2026-10-10'),
    over.withdrawn('2026-09-18 09:00'),
  );
  const before = [await unmoved.clocks(), await over.clocks()];
  // A typhoon closes the offices of the county on 24 September.
  await stand.hear(stand.calendar(2, { ...offDays, '2026-09-24': '台风停工' }, '2026-09-21 10:00'));
  await stand.quiet();
  const after = await moved.clocks();
  expect(after.find(({ kind }) => kind === 'promised')).toMatchObject({
    due: new Date(endOf('2026-09-29')),
    calendar: 'cn-2',
  });
  expect(await over.clocks()).toEqual(before[1]);
  const { body } = await stand.call<{ items: { caseId: string; clockKind: string; dueBefore: string }[] }>(
    'GET',
    '/calendars/cn-2/moved?limit=100',
    'supervisor',
  );
  expect(body.items.filter(({ caseId }) => caseId === moved.caseId)).toMatchObject([
    { clockKind: 'statutory', dueBefore: endOf('2026-10-23') },
    { clockKind: 'promised', dueBefore: endOf('2026-09-28') },
  ]);
  expect(body.items.filter(({ caseId }) => caseId === over.caseId)).toEqual([]);
  const elsewhere = await stand.call<{ items: object[] }>('GET', '/calendars/cn-2/moved', 'supervisor-elsewhere');
  expect(elsewhere.body.items).toEqual([]);
});

it('leaves every date as it was told to the applicant or to the department, whatever calendar follows', async () => {
  stand.moveTo('2026-09-21 09:00');
  const matter = new Matter(stand);
  const outstandingMaterials = [{ materialRef: 'M1', cureDueAt: endOf('2026-09-28'), calendarVersion: 'cn-1' }];
  await stand.hear(
    matter.lodged('2026-09-21 08:00', '2026-09-28'),
    matter.accepted('2026-09-21 09:00', '2026-09-28', '2026-10-23', { outstandingMaterials }),
    matter.badlyRated('2026-09-21 09:30', '2026-09-28', '2026-09-28'),
  );
  const corrected = new Matter(stand);
  await stand.hear(
    corrected.lodged('2026-09-21 08:00', '2026-09-28'),
    corrected.correctionTold('2026-09-21 09:00', '2026-09-28'),
  );
  const told = async () =>
    [...(await matter.clocks()), ...(await corrected.clocks())].filter(
      ({ kind }) => kind !== 'promised' && kind !== 'statutory',
    );
  const before = await told();
  expect(before.map(({ kind, due }) => [kind, due])).toEqual(
    ['answer', 'outstanding-material', 'rectification', 'rectification-contact', 'answer', 'cure'].map((kind) => [
      kind,
      new Date(endOf('2026-09-28')),
    ]),
  );
  await stand.hear(stand.calendar(3, { ...offDays, '2026-09-25': '台风停工' }, '2026-09-21 11:00'));
  await stand.quiet();
  const promised = (await matter.clocks()).find(({ kind }) => kind === 'promised');
  expect(promised).toMatchObject({ due: new Date(endOf('2026-09-29')), calendar: 'cn-3' });
  expect(await told()).toEqual(before);
  const { body } = await stand.call<Register>('GET', `/cases/${matter.caseId}/clocks`, 'supervisor');
  const material = body.clocks.find(({ kind }) => kind === 'outstanding-material');
  expect(material).toMatchObject({ dueAt: endOf('2026-09-28'), calendarVersion: 'cn-1' });
  expect(material?.stretches).toMatchObject([{ why: 'started', dueAt: endOf('2026-09-28'), calendarVersion: 'cn-1' }]);
});
