/** Two in the morning in China, the night after the migration: the first round of the daily reconciliation. */
const firstNight = 'DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR) + INTERVAL 1 DAY + INTERVAL 2 HOUR - INTERVAL 8 HOUR';

const bills: readonly string[] = [
  `CREATE TABLE charged_case (
     case_id varchar(40) NOT NULL PRIMARY KEY,
     case_number varchar(80) NOT NULL,
     region varchar(12) NOT NULL,
     organ_id varchar(40) NOT NULL,
     item_id varchar(40) NOT NULL,
     item_version int NOT NULL,
     item_name varchar(200) NOT NULL,
     applicant_index varchar(64) NOT NULL,
     heard_at datetime(3) NOT NULL
   )`,
  `CREATE TABLE fee_schedule (
     item_id varchar(40) NOT NULL,
     version int NOT NULL,
     codes json NOT NULL,
     effective_from datetime(3) NOT NULL,
     PRIMARY KEY (item_id, version)
   )`,
  `CREATE TABLE bill (
     bill_id varchar(40) NOT NULL PRIMARY KEY,
     case_id varchar(40) NOT NULL,
     timing varchar(20) NOT NULL,
     region varchar(12) NOT NULL,
     applicant_index varchar(64) NOT NULL,
     state varchar(32) NOT NULL,
     bill_number varchar(120) NULL,
     pay_code varchar(20) NULL,
     amount_fen bigint NOT NULL CHECK (amount_fen >= 0),
     billed_by varchar(40) NULL,
     opened_at datetime(3) NOT NULL,
     billed_at datetime(3) NULL,
     settled_at datetime(3) NULL,
     version int NOT NULL,
     UNIQUE KEY one_a_timing (case_id, timing),
     UNIQUE KEY pay_code (pay_code),
     KEY work_list (state, region, bill_id),
     KEY region (region, bill_id),
     KEY person (applicant_index, bill_id)
   )`,
  `CREATE TABLE planned_line (
     bill_id varchar(40) NOT NULL,
     code varchar(40) NOT NULL,
     name varchar(120) NOT NULL,
     unit_fen bigint NOT NULL CHECK (unit_fen >= 0),
     basis varchar(300) NOT NULL,
     \`condition\` varchar(200) NOT NULL,
     PRIMARY KEY (bill_id, code)
   )`,
  `CREATE TABLE bill_line (
     bill_id varchar(40) NOT NULL,
     code varchar(40) NOT NULL,
     name varchar(120) NOT NULL,
     quantity int NOT NULL CHECK (quantity > 0),
     amount_fen bigint NOT NULL CHECK (amount_fen >= 0),
     basis varchar(300) NOT NULL,
     PRIMARY KEY (bill_id, code)
   )`,
  `CREATE TABLE waiver (
     bill_id varchar(40) NOT NULL PRIMARY KEY,
     reason_class varchar(20) NOT NULL,
     reason varchar(200) NOT NULL,
     basis varchar(200) NOT NULL,
     amount_fen bigint NOT NULL,
     waived_by varchar(40) NOT NULL,
     at datetime(3) NOT NULL
   )`,
  `CREATE TABLE receipt (
     bill_id varchar(40) NOT NULL PRIMARY KEY,
     code char(8) NOT NULL,
     number char(10) NOT NULL,
     check_code char(6) NOT NULL,
     amount_fen bigint NOT NULL CHECK (amount_fen > 0),
     issued_at datetime(3) NOT NULL,
     UNIQUE KEY number (code, number)
   )`,
];

const money: readonly string[] = [
  // A row takes from one account what it gives to another: an entry that does not sum to zero cannot be written.
  `CREATE TABLE posting (
     entry_key varchar(80) NOT NULL,
     debit varchar(32) NOT NULL,
     credit varchar(32) NOT NULL,
     amount_fen bigint NOT NULL,
     bill_id varchar(40) NOT NULL,
     case_id varchar(40) NOT NULL,
     region varchar(12) NOT NULL,
     at datetime(3) NOT NULL,
     PRIMARY KEY (entry_key, debit, credit),
     KEY of_bill (bill_id),
     CONSTRAINT something_moves CHECK (amount_fen > 0 AND debit <> credit),
     CONSTRAINT known_accounts CHECK (
       debit IN ('receivable', 'clearing', 'treasury', 'revenue', 'refunds-payable') AND
       credit IN ('receivable', 'clearing', 'treasury', 'revenue', 'refunds-payable'))
   )`,
  `CREATE TABLE payment (
     transaction_id varchar(40) NOT NULL PRIMARY KEY,
     bill_id varchar(40) NOT NULL,
     amount_fen bigint NOT NULL CHECK (amount_fen > 0),
     credited_fen bigint NOT NULL CHECK (credited_fen >= 0),
     paid_at datetime(3) NOT NULL,
     statement_day char(10) NOT NULL,
     heard_by varchar(20) NOT NULL,
     recorded_at datetime(3) NOT NULL,
     KEY of_bill (bill_id, recorded_at),
     KEY of_day (statement_day),
     CONSTRAINT no_more_credited_than_paid CHECK (credited_fen <= amount_fen)
   )`,
  `CREATE TABLE provider_callback (
     callback_id varchar(40) NOT NULL PRIMARY KEY,
     kind varchar(20) NOT NULL,
     transaction_id varchar(40) NOT NULL,
     fingerprint char(64) NOT NULL,
     body varchar(2000) NOT NULL,
     received_at datetime(3) NOT NULL,
     KEY transaction (transaction_id)
   )`,
  `CREATE TABLE refund (
     refund_id varchar(40) NOT NULL PRIMARY KEY,
     bill_id varchar(40) NOT NULL,
     case_id varchar(40) NOT NULL,
     transaction_id varchar(40) NOT NULL,
     region varchar(12) NOT NULL,
     state varchar(32) NOT NULL,
     amount_fen bigint NOT NULL CHECK (amount_fen > 0),
     reason_class varchar(32) NOT NULL,
     reason varchar(200) NOT NULL,
     requested_by varchar(40) NOT NULL,
     approved_by varchar(40) NULL,
     requested_at datetime(3) NOT NULL,
     refunded_at datetime(3) NULL,
     statement_day char(10) NULL,
     version int NOT NULL,
     UNIQUE KEY one_a_reason (transaction_id, reason_class),
     KEY of_bill (bill_id, refund_id),
     KEY of_day (statement_day),
     KEY work_list (state, region, refund_id),
     KEY region (region, refund_id)
   )`,
  `CREATE TABLE provider_statement (
     statement_id varchar(40) NOT NULL PRIMARY KEY,
     day char(10) NOT NULL,
     region varchar(12) NOT NULL,
     \`lines\` int NOT NULL,
     matched int NOT NULL,
     digest char(64) NOT NULL,
     compared_at datetime(3) NOT NULL,
     KEY of_day (day, statement_id)
   )`,
  `CREATE TABLE difference (
     difference_id varchar(40) NOT NULL PRIMARY KEY,
     day char(10) NOT NULL,
     region varchar(12) NOT NULL,
     state varchar(32) NOT NULL,
     kind varchar(32) NOT NULL,
     entry_key varchar(80) NOT NULL,
     here_fen bigint NULL,
     there_fen bigint NULL,
     pay_code varchar(20) NOT NULL,
     transaction_id varchar(40) NOT NULL,
     paid_at datetime(3) NULL,
     reason varchar(200) NOT NULL,
     settled_by varchar(40) NULL,
     found_at datetime(3) NOT NULL,
     settled_at datetime(3) NULL,
     version int NOT NULL,
     UNIQUE KEY one_a_kind (day, entry_key, kind),
     KEY work_list (state, region, difference_id),
     KEY region (region, difference_id)
   )`,
  `INSERT INTO due_timer (kind, subject_id, region, due_at, state)
   VALUES ('reconcile-every-day', 'payment-provider', '', ${firstNight}, 'waiting')`,
];

/** The statements that make the cashier's own tables; the timers' table must stand already. */
export const feesTables: readonly string[] = [...bills, ...money];

/** Those of them whose rows may never change. */
export const feesInsertOnly: readonly string[] = [
  'charged_case',
  'fee_schedule',
  'planned_line',
  'bill_line',
  'waiver',
  'receipt',
  'posting',
  'payment',
  'provider_callback',
  'provider_statement',
];
