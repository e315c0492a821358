import { expect } from '@jest/globals';
import { newId } from '#lib/service-kit';
import { type Answer, eventually } from '#lib/testing';
import { signedHeaders } from '../../../deploy/local/simulators/signed-body.js';
import { secrets } from './office.js';
import type { DispatchStand, Order } from './stand.js';

/** An order that was sent, with its consignment. */
export interface Sent extends Order {
  consignmentId: string;
}

/** Orders on their way with the courier. */
export class Parcels {
  constructor(private readonly stand: DispatchStand) {}

  /** Sends an order as somebody. */
  async send(order: Order, as = 'clerk'): Promise<Answer> {
    return this.stand.call('POST', `/orders/${order.orderId}/send`, as, {}, { 'if-match': `"${order.version}"` });
  }

  /** A released order that was sent. */
  async sent(): Promise<Sent> {
    const order = await this.stand.released({ mode: 'courier' });
    expect(await this.send(order)).toMatchObject({ status: 200, body: { state: 'sent', version: 3 } });
    const [one] = await this.consignments(order.orderId);
    return { ...(await this.stand.order(order.caseId)), consignmentId: one?.id ?? '' };
  }

  /** The consignments of an order, oldest first. */
  async consignments(orderId: string): Promise<{ id: string; state: string; waybill: string }[]> {
    const sql = 'SELECT consignment_id id, state, waybill FROM consignment WHERE order_id = ? ORDER BY consignment_id';
    return this.stand.rows(sql, [orderId]);
  }

  /** Where an order stands now. */
  async stateOf({ caseId }: Order): Promise<string> {
    return (await this.stand.order(caseId)).state;
  }

  /** Waits until an order is in a state. */
  async until(order: Order, state: string): Promise<void> {
    await eventually(async () => expect(await this.stateOf(order)).toBe(state));
  }

  /** The state of the newest timer of a kind. */
  async timerOf(consignmentId: string, kind: string): Promise<string | undefined> {
    const sql = 'SELECT state FROM due_timer WHERE subject_id = ? AND kind = ? ORDER BY timer_id DESC';
    const [timer] = await this.stand.rows<{ state: string }>(sql, [consignmentId, kind]);
    return timer?.state;
  }

  /** Waits until a timer was tried in vain. */
  async untilTried(subjectId: string, kind: string): Promise<void> {
    await eventually(async () => {
      const sql = 'SELECT attempts > 0 tried FROM due_timer WHERE subject_id = ? AND kind = ?';
      expect(await this.stand.rows(sql, [subjectId, kind])).toEqual([{ tried: 1 }]);
    });
  }

  /** The ten days are over. @param attempts how often the courier was asked in vain */
  async chaseNow(consignmentId: string, attempts = 0): Promise<void> {
    await this.stand.rows(
      `UPDATE due_timer SET due_at = '2020-01-01', leased_until = NULL, attempts = ?
        WHERE subject_id = ? AND kind = 'chase-consignment' AND state = 'waiting'`,
      [attempts, consignmentId],
    );
  }

  /** What a courier would say of a parcel. */
  telling({ consignmentId }: Sent, status: string) {
    return {
      callbackId: newId(),
      consignmentId,
      waybill: 'EM00000000001CN',
      status,
      at: '2026-11-02T03:04:05Z',
    };
  }

  /** A callback at the courier's door, signed at a time in milliseconds unless it comes with headers of its own. */
  async callBack(content: object, at = Date.now(), headers?: Record<string, string>): Promise<Answer> {
    const body = JSON.stringify(content);
    const signed = headers ?? signedHeaders(secrets.courier, body, at);
    return this.stand.send('/courier/callbacks', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signed },
      body,
    });
  }

  /** What the courier itself says of a parcel, asked as its contract has it. */
  async atCourier(consignmentId: string): Promise<unknown> {
    const headers = signedHeaders(secrets.courier, '', Date.now());
    const answer = await fetch(`${this.stand.outside.courier.url}/consignments/${consignmentId}`, { headers });
    return answer.json();
  }
}
