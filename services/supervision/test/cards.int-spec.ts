import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CardRaisedSchema } from '#lib/contracts';
import { Matter } from './matter.js';
import { department, endOf } from './office.js';
import { SupervisionStand } from './stand.js';

let stand: SupervisionStand;
beforeAll(async () => {
  stand = await SupervisionStand.start();
});
afterAll(async () => stand.close());

describe('cards', () => {
  it('warns two working days before the promise, shows yellow after it and red after the law, each once', async () => {
    stand.moveTo('2026-09-01 09:30');
    const matter = new Matter(stand);
    await stand.hear(matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'));
    stand.moveTo('2026-09-04 23:59');
    await stand.quiet();
    expect(await matter.standing()).toEqual([]);
    stand.moveTo('2026-09-05 00:01');
    await stand.quiet();
    expect(await matter.standing()).toEqual(['promised-pre-warning']);
    stand.moveTo('2026-09-30 00:01');
    await stand.quiet();
    expect(await matter.standing()).toEqual(['promised-pre-warning', 'promised-yellow', 'statutory-red']);
    const [red] = await stand.rows<{ payload: Buffer }>(
      `SELECT o.payload FROM outbox o JOIN card c ON c.card_id = o.aggregate_id WHERE c.case_id = ? AND c.colour = 'red'`,
      [matter.caseId],
    );
    expect(fromBinary(CardRaisedSchema, red?.payload ?? Buffer.alloc(0))).toMatchObject({
      caseId: matter.caseId,
      clockKind: 'statutory',
      colour: 'red',
      ruleId: 'statutory-red',
      dueAt: endOf('2026-09-29'),
      departmentId: department,
    });
    await stand.hear(matter.decided('2026-09-30 09:00'));
    await stand.quiet();
    // A decision that truly came after the limit takes nothing back.
    expect(await matter.saidOfCards()).toEqual(['CardRaised', 'CardRaised', 'CardRaised']);
  });

  it('takes a card back, once, when an earlier fact arrives late', async () => {
    const matter = await Matter.late(stand);
    expect(await matter.standing()).toEqual(['promised-pre-warning', 'promised-yellow']);
    const decision = matter.decided('2026-09-07 17:00');
    await stand.hear(decision, decision);
    expect(await matter.standing()).toEqual(['promised-pre-warning']);
    expect((await matter.saidOfCards()).sort()).toEqual(['CardRaised', 'CardRaised', 'CardWithdrawn']);
  });

  it('takes back what was raised for an outstanding material when the denial that voided it arrives late', async () => {
    stand.moveTo('2026-09-01 09:30');
    const matter = new Matter(stand);
    const outstandingMaterials = [{ materialRef: 'M1', cureDueAt: endOf('2026-09-15'), calendarVersion: 'cn-1' }];
    await stand.hear(matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29', { outstandingMaterials }));
    stand.moveTo('2026-09-16 00:01');
    await stand.quiet();
    expect(await matter.standing()).toContain('outstanding-material-pre-warning');
    await stand.hear(matter.decided('2026-09-04 17:00', '2026-11-30', 'denied'));
    expect(await matter.standing()).toEqual([]);
    const [outstanding] = (await matter.clocks()).filter(({ kind }) => kind === 'outstanding-material');
    expect(outstanding).toMatchObject({ state: 'ended', endedBy: 'case-decided' });
  });

  it('warns of nothing while a clock is stopped, and raises nothing for a case that had ended', async () => {
    stand.moveTo('2026-09-01 09:30');
    const [held, over] = [new Matter(stand), new Matter(stand)];
    await stand.hear(
      held.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'),
      held.stopped('2026-09-02 09:00'),
      over.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'),
      over.withdrawn('2026-09-02 09:00'),
    );
    stand.moveTo('2026-09-09 00:01');
    await stand.quiet();
    expect(await over.cards()).toEqual([]);
    // Only the procedure itself, promised in five days, is warned of.
    expect(await held.standing()).toEqual(['special-procedure-pre-warning']);
  });
});
