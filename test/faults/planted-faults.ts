import { first, type Planted, putIn } from './planted.js';
import { rectificationFaults } from './rectification-faults.js';

/** Whoever keeps copies of letters. */
const desks = [
  'catalogue',
  'certificates',
  'dispatch',
  'evaluation',
  'fees',
  'identity',
  'intake',
  'review',
  'supervision',
];

/** Each fault, and the equations it breaks. */
export const faults: [string, Planted][] = [
  [
    'an event dropped from the journal by hand',
    {
      table: 'yc_intake.outbox',
      where: first('yc_intake.outbox', 'seq', `type = 'yichuang.intake.v1.ApplicationLodged'`),
      change: 'DELETE FROM :rows',
      broken: [
        'I3.no-phantom intake',
        'I3.told intake',
        'I5.said-by-intake evaluation',
        'I5.said-by-intake supervision',
      ],
    },
  ],
  [
    'an event of the journal altered after it was published',
    {
      table: 'yc_intake.outbox',
      where: first('yc_intake.outbox', 'seq'),
      change: `UPDATE :table SET payload = CONCAT(payload, 'x'), payload_sha256 = SHA2(payload, 256) WHERE :where`,
      broken: ['I3.unaltered intake'],
    },
  ],
  [
    'an event called published that names no place',
    {
      table: 'yc_intake.outbox',
      where: first('yc_intake.outbox', 'seq'),
      change: 'UPDATE :table SET stream_name = NULL, stream_created = NULL, stream_seq = NULL WHERE :where',
      broken: ['I3.kept intake'],
    },
  ],
  [
    'an event called published beyond the end of its stream',
    {
      table: 'yc_intake.outbox',
      where: first('yc_intake.outbox', 'seq'),
      change: 'UPDATE :table SET stream_seq = stream_seq + 1000000 WHERE :where',
      broken: ['I3.kept intake'],
    },
  ],
  [
    'no inbox: an effect done twice',
    {
      table: 'yc_review.task',
      where: putIn('task_id'),
      change: `INSERT INTO :table SELECT 'planted', case_id, state, region, version, department_id, lead, opinion, note,
                 given_by, given_at FROM yc_review.task LIMIT 1`,
      broken: ['I2.one-task', 'I4.version review task'],
    },
  ],
  [
    'an event that was acknowledged and never handled',
    {
      table: 'yc_review.inbox',
      where: first('yc_review.inbox', 'event_id', `handler = 'open-case-on-case-accepted'`),
      change: 'DELETE FROM :rows',
      broken: ['I6.no-loss review'],
    },
  ],
  [
    'no version predicate: an act without its row in the history',
    {
      table: 'yc_intake.ledger',
      where: `act = 'receive'`,
      change: 'DELETE FROM :rows',
      broken: ['I4.gapless intake'],
    },
  ],
  [
    'no version predicate: a row changed past its door',
    {
      table: 'yc_intake.service_case',
      where: first('yc_intake.service_case', 'case_id'),
      change: 'UPDATE :table SET version = version + 1 WHERE :where',
      broken: ['I4.version intake case'],
    },
  ],
  [
    'one byte of a paper changed, and its digest with it',
    {
      table: 'yc_intake.sealed_document',
      where: first('yc_intake.sealed_document', 'document_id'),
      change: `UPDATE :table SET pdf = CONCAT(LEFT(pdf, 99), 'x', SUBSTRING(pdf, 101)), sha256 = SHA2(pdf, 256) WHERE :where`,
      broken: ['I15.seal intake'],
    },
  ],
  [
    'a decision by whoever accepted',
    {
      table: 'yc_intake.ledger',
      where: `act = 'accept' AND aggregate_id = (SELECT MIN(case_id) FROM yc_review.decision)`,
      change: `UPDATE :table SET person_id =
                 (SELECT decided_by FROM yc_review.decision d WHERE d.case_id = aggregate_id) WHERE :where`,
      broken: ['I7.four-eyes'],
    },
  ],
  [
    'a decision on a letter that was revoked before',
    {
      table: 'yc_identity.letter',
      where: `letter_id = (SELECT MIN(letter_id) FROM yc_review.decision)`,
      change: `UPDATE :table SET revoked_from = '2026-01-01' WHERE :where`,
      broken: ['I7.letter', ...desks.map((desk) => `copies.letter_copy ${desk}`)],
    },
  ],
  [
    'a result given out while a hold stands',
    {
      table: 'yc_dispatch.hold_release',
      where: first('yc_dispatch.hold_release', 'order_id'),
      change: 'DELETE FROM :rows',
      broken: ['holds.ended'],
    },
  ],
  [
    'a certificate valid without a release',
    {
      table: 'yc_dispatch.ledger',
      where: `act = 'release' AND aggregate_id = (SELECT MIN(order_id) FROM yc_dispatch.hold)`,
      change: `UPDATE :table SET act = 'free' WHERE :where`,
      broken: ['I4.allowed dispatch', 'certificates.released'],
    },
  ],
  [
    'a due date that nothing explains',
    {
      table: 'yc_review.review_case',
      where: first('yc_review.review_case', 'case_id'),
      change: 'UPDATE :table SET promised_due_at = promised_due_at + INTERVAL 1 DAY WHERE :where',
      broken: ['I14.running'],
    },
  ],
  [
    'a clock that nobody looks at again',
    {
      table: 'yc_supervision.clock',
      where: first('yc_supervision.clock', 'clock_id'),
      change: `UPDATE :table SET next_check_at = '2030-01-01' WHERE :where`,
      broken: ['I12.watched'],
    },
  ],
  ...rectificationFaults,
  [
    'a copy that its owner has moved on from',
    {
      table: 'yc_review.staff_copy',
      where: first('yc_review.staff_copy', 'staff_id'),
      change: 'UPDATE :table SET version = version + 1 WHERE :where',
      broken: ['copies.staff_copy review'],
    },
  ],
  [
    'a task in another county than its case',
    {
      table: 'yc_review.task',
      where: first('yc_review.task', 'task_id'),
      change: `UPDATE :table SET region = '530128' WHERE :where`,
      broken: ['I13.case review task', 'I13.row review task'],
    },
  ],
  [
    'a letter that has more powers in the copy of a desk than where it was given',
    {
      table: 'yc_review.letter_copy',
      where: first('yc_review.letter_copy', 'letter_id'),
      change: `UPDATE :table SET powers = JSON_ARRAY_APPEND(powers, '$', 'everything') WHERE :where`,
      broken: ['copies.letter_copy review'],
    },
  ],
  [
    'somebody who has another role in the copy of a desk',
    {
      table: 'yc_fees.staff_copy',
      where: first('yc_fees.staff_copy', 'staff_id'),
      change: `UPDATE :table SET roles = '["cashier","supervisor"]' WHERE :where`,
      broken: ['copies.staff_copy fees'],
    },
  ],
];
