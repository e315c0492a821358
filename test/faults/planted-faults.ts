/** Something done to rows of a table, and undone by putting the rows back as they were. */
export interface Planted {
  table: string;
  where: string;
  change: string;
  broken: string[];
}

/** The first row of a table by a key, of those that are meant. */
export const first = (table: string, key: string, where = 'TRUE'): string =>
  `${key} = (SELECT * FROM (SELECT MIN(${key}) FROM ${table} WHERE ${where}) one)`;

/** A row that is put in beside the others, and taken out again. */
const putIn = (key: string): string => `${key} = 'planted'`;

/** Whether what is meant was put in. */
export const isPutIn = (where: string): boolean => where.endsWith(` = 'planted'`);

/** The contact with a rater, as supervision watches it. */
const contactClock = {
  table: 'yc_supervision.clock',
  where: first('yc_supervision.clock', 'clock_id', `kind = 'rectification-contact'`),
};

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
  [
    'a rectification that is watched to another date than its own',
    {
      table: 'yc_evaluation.rectification',
      where: first('yc_evaluation.rectification', 'rectification_id', 'reopened_at IS NULL'),
      change: 'UPDATE :table SET due_at = due_at + INTERVAL 1 DAY WHERE :where',
      broken: ['I12.rectified'],
    },
  ],
  [
    'a rectification that was sent back a second after its first clock ended',
    {
      table: 'yc_evaluation.rectification',
      where: first('yc_evaluation.rectification', 'rectification_id', 'reopened_at IS NOT NULL'),
      change: 'UPDATE :table SET reopened_at = reopened_at + INTERVAL 1 SECOND WHERE :where',
      broken: ['I12.rectified'],
    },
  ],
  [
    'a rectification whose new limit supervision does not watch',
    {
      table: 'yc_supervision.clock',
      where: first('yc_supervision.clock', 'clock_id', `kind = 'rectification' AND ref LIKE '% again'`),
      change: `UPDATE :table SET ref = 'another' WHERE :where`,
      broken: ['I12.sent-back'],
    },
  ],
  [
    'a contact with a rater that supervision does not watch',
    { ...contactClock, change: `UPDATE :table SET ref = 'another' WHERE :where`, broken: ['I12.contacted'] },
  ],
  [
    'a contact with a rater that is watched a second too long',
    {
      ...contactClock,
      change: 'UPDATE :table SET ended_at = ended_at + INTERVAL 1 SECOND WHERE :where',
      broken: ['I12.contacted'],
    },
  ],
  [
    'a contact with a rater that is watched to another date than its own',
    {
      ...contactClock,
      change: 'UPDATE :table SET due_at = due_at + INTERVAL 1 DAY WHERE :where',
      broken: ['I12.contacted'],
    },
  ],
  [
    'a card of a limit that somebody had met before, past the door',
    {
      table: 'yc_supervision.card',
      where: putIn('card_id'),
      change: `INSERT INTO :table (card_id, clock_id, case_id, region, item_id, department_id, clock_kind, rule_id, rule_version,
                 colour, due_at, calendar_version, reached_at, raised_at, state, version)
               SELECT 'planted', clock_id, case_id, region, '', department_id, kind, 'planted', 1, 'yellow', due_at,
                 calendar_version, ended_at + INTERVAL 1 SECOND, ended_at + INTERVAL 1 SECOND, 'raised', 1
                 FROM yc_supervision.clock WHERE ${contactClock.where}`,
      broken: ['I12.ended', 'I4.version supervision card'],
    },
  ],
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
