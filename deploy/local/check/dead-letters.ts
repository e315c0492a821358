import type { Family } from './equation.js';

/** Dead letters and late facts (I16): none is open, and each explains itself. */
export const deadLetters: Family = {
  name: 'dead letters',
  equations: (ground) =>
    ground.services.flatMap((service) => {
      const over = `yc_${service}.dead_letter`;
      const of = `SELECT CONCAT(stream, ' ', stream_seq, ' ', consumer) FROM ${over} WHERE`;
      return [
        { id: `I16.settled ${service}`, sentence: 'no dead letter is open', over, offending: `${of} state = 'open'` },
        {
          id: `I16.explained ${service}`,
          sentence: 'every dead letter says what happened, when, and who settled it why',
          over,
          offending: `${of} cause = '' OR error = '' OR first_at > last_at OR (state <> 'open'
                        AND (COALESCE(settled_by, '') = '' OR COALESCE(settled_reason, '') = ''))`,
        },
        {
          id: `I16.remedy ${service}`,
          sentence: 'every late fact names its remedy, and one that was heard was handled',
          over: `yc_${service}.late_fact`,
          offending: `SELECT f.event_id FROM yc_${service}.late_fact f
                        LEFT JOIN yc_${service}.inbox i ON i.handler = f.handler AND i.event_id = f.event_id
                       WHERE f.remedy = '' OR (i.event_id IS NULL AND f.handler IN
                             (SELECT handler FROM yc_check.heard WHERE service = '${service}'))`,
        },
      ];
    }),
};
