/** What `trace` prints of a case whose result went by courier. */
export const closedCase: RegExp[] = [
  /intake +act +case lodge: new → lodged/,
  /intake +correction requested/,
  /intake +event +CaseAccepted v\d+, by \S+ under letter \S+ v\d+/,
  /review +heard +open-case-on-case-accepted/,
  /review +due dates/,
  /review +act +review-case decide/,
  /review +paper sealed/,
  /dispatch +hold /,
  /dispatch +hold released/,
  /dispatch +consignment requested/,
  /dispatch +courier called back/,
  /certificates +certificate valid/,
  /intake +timer/,
];

/** What it prints of one that was paid and rated badly; the bill, the payment and the rating are parts 1, 5 and 10 from 0. */
export const paidAndRatedCase: RegExp[] = [
  /supervision +clock started +promised /,
  /fees +bill issued +\S+ before-result \d+ fen, pay code \d{20}/,
  /fees +bill line +\S+ × \d+ \d+ fen/,
  /fees +posted +\d+ fen revenue → receivable \[billed:/,
  /fees +provider called back +paid P/,
  /fees +payment recorded +\d+ fen, \d+ for the bill, P\w+, by (callback|inquiry), on the statement of \d{4}-/,
  /fees +receipt issued +\S+ \d{10} \d+ fen/,
  /fees +posted +\d+ fen receivable → clearing \[paid:P/,
  /supervision +clock ended +promised +in time/,
  /evaluation +service to be rated +delivery service \d by /,
  /evaluation +rated +level 1, pc, /,
  /evaluation +rectification due +contact \d{4}-/,
];

/** What else may have happened to a case, the query that finds one, and what is printed of it. */
export const endings: [what: string, sql: string, printed: RegExp[]][] = [
  [
    'was paid after its withdrawal',
    `SELECT case_id AS id FROM yc_fees.refund WHERE state = 'refunded' LIMIT 1`,
    [
      /fees +refund asked for +\d+ fen of P\w+, case-ended, by system/,
      /fees +posted +\d+ fen clearing → refunds-payable/,
    ],
  ],
  [
    'was rectified',
    `SELECT case_id AS id FROM yc_evaluation.rectification WHERE state = 'closed' LIMIT 1`,
    [
      /evaluation +rater contacted /,
      /evaluation +rectification answered +rectified by /,
      /evaluation +rectification closed +level 1 → 4/,
    ],
  ],
  [
    'has a card',
    `SELECT case_id AS id FROM yc_supervision.card WHERE state <> 'withdrawn' LIMIT 1`,
    [/supervision +card raised +pre-warning promised by promised-pre-warning v1, due /],
  ],
];
