import type { HistoryQuery } from '#lib/persistence';

/** What the issue desk adds to the printed life of a case. */
export const caseHistory: readonly HistoryQuery[] = [
  {
    what: 'hold',
    sql: `SELECT o.opened_at AS at, CONCAT_WS(' ', h.kind, h.ref) AS detail
            FROM hold h JOIN dispatch_order o ON o.order_id = h.order_id WHERE o.order_id IN (?)`,
  },
  {
    what: 'hold released',
    sql: `SELECT at, CONCAT_WS(' ', kind, ref, 'by event', event_id) AS detail FROM hold_release WHERE order_id IN (?)`,
  },
  {
    what: 'consignment requested',
    sql: `SELECT requested_at AS at, CONCAT_WS(' ', consignment_id, waybill) AS detail
            FROM consignment WHERE order_id IN (?)`,
  },
  {
    what: 'courier called back',
    sql: 'SELECT received_at AS at, status AS detail FROM courier_callback WHERE consignment_id IN (?)',
  },
  { what: 'handed over', sql: 'SELECT at, handed_over_by AS detail FROM hand_over WHERE order_id IN (?)' },
];
