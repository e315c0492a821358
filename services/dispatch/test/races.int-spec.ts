import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '#lib/service-kit';
import { applicant, signature } from './office.js';
import { DispatchStand } from './stand.js';

let stand: DispatchStand;
beforeAll(async () => {
  stand = await DispatchStand.start();
});
afterAll(async () => stand.close());

/** A slow machine needs its time. */
const patience = 300_000;
const material = { kind: 'outstanding-material', ref: 'rules' };

it(
  'recalls a result that its last hold releases at the same moment, a hundred times',
  async () => {
    const ends = new Set<string>();
    for (let round = 0; round < 100; round += 1) {
      const caseId = newId();
      await stand.hear(stand.decided(caseId, { holds: [material] }));
      const facts = [stand.cured(caseId, material.ref), stand.revoked(caseId)];
      if (round % 2 === 1) facts.reverse();
      await Promise.all(facts.map(async (fact) => stand.hear(fact)));
      const { orderId, state } = await stand.order(caseId);
      expect(state).toBe('recalled');
      const ledger = await stand.rows<{ act: string }>(
        'SELECT act FROM ledger WHERE aggregate_id = ? ORDER BY version',
        [orderId],
      );
      const acts = ledger.map(({ act }) => act).join(' ');
      expect(['open release recall', 'open recall']).toContain(acts);
      ends.add(acts);
      // Released is said exactly when it was: never after the recall.
      const said = await stand.rows('SELECT type FROM outbox WHERE aggregate_id = ?', [orderId]);
      expect(said).toHaveLength(acts === 'open recall' ? 0 : 1);
      const texts = await stand.rows('SELECT message_id FROM sms_message WHERE message_id = ?', [orderId]);
      expect(texts).toHaveLength(said.length);
      // The cure is a fact either way, and has its row.
      const ended = await stand.rows('SELECT kind, ref FROM hold_release WHERE order_id = ?', [orderId]);
      expect(ended).toEqual([material]);
    }
    // Each fact had a head start in half of the rounds: both ends were seen.
    expect(ends.size).toBe(2);
    expect(await stand.rows('SELECT handler FROM parked')).toEqual([]);
    expect(await stand.rows('SELECT handler FROM late_fact')).toEqual([]);
  },
  patience,
);

it(
  'gives a result out or recalls it, a hundred times; a hand-over that came first is a late fact',
  async () => {
    for (let round = 0; round < 100; round += 1) {
      const order = await stand.released();
      const body = { receivedBy: applicant.name, idNumber: applicant.idNumber, signature };
      const [answer] = await Promise.all([
        stand.call('POST', `/orders/${order.orderId}/hand-over`, 'clerk', body, { 'if-match': `"${order.version}"` }),
        stand.hear(stand.revoked(order.caseId)),
      ]);
      const { state } = await stand.order(order.caseId);
      const said = await stand.rows("SELECT type FROM outbox WHERE aggregate_id = ? AND type LIKE '%ResultDelivered'", [
        order.orderId,
      ]);
      const late = await stand.rows('SELECT state FROM late_fact WHERE aggregate_id = ?', [order.caseId]);
      if (answer.status === 200) expect([state, said.length, late]).toEqual(['delivered', 1, [{ state: 'delivered' }]]);
      else expect([answer.status, state, said, late]).toEqual([409, 'recalled', [], []]);
    }
  },
  patience,
);
