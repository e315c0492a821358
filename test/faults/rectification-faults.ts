import { first, type Planted, putIn } from './planted.js';

/** The contact with a rater, as supervision watches it. */
const contactClock = {
  table: 'yc_supervision.clock',
  where: first('yc_supervision.clock', 'clock_id', `kind = 'rectification-contact'`),
};

/** Faults of the clocks of rectifications and of their cards, and the equations each breaks. */
export const rectificationFaults: [string, Planted][] = [
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
];
