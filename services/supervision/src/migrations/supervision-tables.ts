/** The statements that make supervision's own tables. */
export const supervisionTables: readonly string[] = [
  `CREATE TABLE case_fact (
     event_id varchar(40) NOT NULL PRIMARY KEY,
     case_id varchar(40) NOT NULL,
     kind varchar(40) NOT NULL,
     occurred_at datetime(3) NOT NULL,
     aggregate varchar(64) NOT NULL,
     aggregate_version int NOT NULL,
     region varchar(12) NOT NULL,
     calendar_version varchar(80) NOT NULL,
     notice_number varchar(120) NOT NULL,
     content json NOT NULL,
     heard_at datetime(3) NOT NULL,
     KEY facts_of_case (case_id, occurred_at, event_id)
   )`,
  `CREATE TABLE watched_case (
     case_id varchar(40) NOT NULL PRIMARY KEY,
     region varchar(12) NOT NULL,
     case_number varchar(80) NOT NULL,
     item_id varchar(40) NOT NULL,
     item_name varchar(200) NOT NULL,
     department_id varchar(40) NOT NULL,
     departments json NOT NULL,
     hall_id varchar(40) NOT NULL,
     applicant_index varchar(80) NOT NULL
   )`,
  `CREATE TABLE calendar_copy (
     calendar_id varchar(40) NOT NULL,
     version int NOT NULL,
     label varchar(80) NOT NULL,
     region varchar(12) NOT NULL,
     published_through varchar(10) NOT NULL,
     off_days json NOT NULL,
     makeup_workdays json NOT NULL,
     published_at datetime(3) NOT NULL,
     PRIMARY KEY (calendar_id, version)
   )`,
  `CREATE TABLE clock (
     clock_id varchar(40) NOT NULL PRIMARY KEY,
     case_id varchar(40) NOT NULL,
     kind varchar(32) NOT NULL,
     ref varchar(120) NOT NULL,
     region varchar(12) NOT NULL,
     department_id varchar(40) NOT NULL,
     state varchar(32) NOT NULL,
     starts_at datetime(3) NOT NULL,
     due_at datetime(3) NULL,
     calendar_version varchar(80) NOT NULL,
     provisional boolean NOT NULL,
     ended_at datetime(3) NULL,
     ended_by varchar(40) NULL,
     next_check_at datetime(3) NULL,
     version int NOT NULL,
     UNIQUE KEY one_of_a_kind (case_id, kind, ref),
     KEY open_clocks (state, case_id),
     KEY ended_since (state, ended_at, case_id)
   )`,
  `CREATE TABLE due_move (
     move_id varchar(40) NOT NULL PRIMARY KEY,
     clock_id varchar(40) NOT NULL,
     case_id varchar(40) NOT NULL,
     region varchar(12) NOT NULL,
     clock_kind varchar(32) NOT NULL,
     department_id varchar(40) NOT NULL,
     due_before datetime(3) NULL,
     due_after datetime(3) NULL,
     reason_class varchar(32) NOT NULL,
     calendar_version varchar(80) NOT NULL,
     at datetime(3) NOT NULL,
     KEY moved_by_calendar (calendar_version, reason_class, move_id)
   )`,
  `CREATE TABLE rule (
     rule_id varchar(40) NOT NULL PRIMARY KEY,
     region varchar(12) NOT NULL,
     clock_kind varchar(32) NOT NULL,
     colour varchar(32) NOT NULL,
     state varchar(32) NOT NULL,
     version int NOT NULL
   )`,
  `CREATE TABLE rule_version (
     rule_id varchar(40) NOT NULL,
     version int NOT NULL,
     region varchar(12) NOT NULL,
     clock_kind varchar(32) NOT NULL,
     colour varchar(32) NOT NULL,
     working_days int NOT NULL,
     active boolean NOT NULL,
     valid_from datetime(3) NOT NULL,
     published_by varchar(40) NOT NULL,
     PRIMARY KEY (rule_id, version)
   )`,
  `CREATE TABLE card (
     card_id varchar(40) NOT NULL PRIMARY KEY,
     clock_id varchar(40) NOT NULL,
     case_id varchar(40) NOT NULL,
     region varchar(12) NOT NULL,
     item_id varchar(40) NOT NULL,
     department_id varchar(40) NOT NULL,
     clock_kind varchar(32) NOT NULL,
     rule_id varchar(40) NOT NULL,
     rule_version int NOT NULL,
     colour varchar(32) NOT NULL,
     due_at datetime(3) NOT NULL,
     calendar_version varchar(80) NOT NULL,
     reached_at datetime(3) NOT NULL,
     raised_at datetime(3) NOT NULL,
     state varchar(32) NOT NULL,
     explanation varchar(1000) NULL,
     explained_by varchar(40) NULL,
     appeal_reason varchar(1000) NULL,
     appealed_by varchar(40) NULL,
     answer varchar(1000) NULL,
     answered_by varchar(40) NULL,
     settled_at datetime(3) NULL,
     version int NOT NULL,
     UNIQUE KEY raised_once (clock_id, rule_id, due_at),
     KEY of_case (case_id, card_id),
     KEY of_department (department_id, state, card_id),
     KEY of_state (state, colour, card_id),
     KEY of_region (region, card_id)
   )`,
  `CREATE TABLE act_order (
     act_order_id varchar(40) NOT NULL PRIMARY KEY,
     card_id varchar(40) NOT NULL,
     case_id varchar(40) NOT NULL,
     region varchar(12) NOT NULL,
     department_id varchar(40) NOT NULL,
     state varchar(32) NOT NULL,
     demand varchar(1000) NOT NULL,
     ordered_by varchar(40) NOT NULL,
     ordered_at datetime(3) NOT NULL,
     answer_due_at datetime(3) NOT NULL,
     answer varchar(1000) NULL,
     answered_by varchar(40) NULL,
     answered_at datetime(3) NULL,
     version int NOT NULL,
     KEY of_card (card_id, state),
     KEY of_department (department_id, state, act_order_id),
     KEY of_state (state, act_order_id)
   )`,
  `CREATE TABLE recount (
     recount_id varchar(40) NOT NULL PRIMARY KEY,
     because varchar(120) NOT NULL,
     since datetime(3) NOT NULL,
     after_case varchar(40) NOT NULL,
     looked int NOT NULL,
     started_at datetime(3) NOT NULL,
     done_at datetime(3) NULL
   )`,
  `CREATE TABLE case_figure (
     case_id varchar(40) NOT NULL,
     figure varchar(40) NOT NULL,
     ref varchar(40) NOT NULL,
     month varchar(7) NOT NULL,
     region varchar(12) NOT NULL,
     department_id varchar(40) NOT NULL,
     item_id varchar(40) NOT NULL,
     value int NOT NULL,
     PRIMARY KEY (case_id, figure, ref),
     KEY behind_item (month, figure, department_id, item_id, case_id, ref),
     KEY behind_department (month, figure, department_id, case_id, ref)
   )`,
  ...['indicator', 'indicator_shadow'].map(
    (table) => `CREATE TABLE ${table} (
     month varchar(7) NOT NULL,
     region varchar(12) NOT NULL,
     department_id varchar(40) NOT NULL,
     item_id varchar(40) NOT NULL,
     figure varchar(40) NOT NULL,
     cases int NOT NULL,
     total bigint NOT NULL,
     PRIMARY KEY (month, region, department_id, item_id, figure)
   )`,
  ),
];

/** Rules to begin with: rule, kind of clock, colour, working days after the limit. Supervision changes them as it sees fit. */
const rules = [
  ['answer-pre-warning', 'answer', 'pre-warning', -1],
  ['answer-yellow', 'answer', 'yellow', 0],
  ['promised-pre-warning', 'promised', 'pre-warning', -2],
  ['promised-yellow', 'promised', 'yellow', 0],
  ['statutory-red', 'statutory', 'red', 0],
  ['opinion-pre-warning', 'opinion', 'pre-warning', -3],
  ['special-procedure-pre-warning', 'special-procedure', 'pre-warning', -2],
  ['special-procedure-yellow', 'special-procedure', 'yellow', 0],
  ['special-procedure-red', 'special-procedure', 'red', 1],
  ['outstanding-material-pre-warning', 'outstanding-material', 'pre-warning', -1],
  ['delivery-pre-warning', 'delivery', 'pre-warning', -2],
  ['delivery-yellow', 'delivery', 'yellow', 0],
  ['rectification-pre-warning', 'rectification', 'pre-warning', -2],
  ['rectification-yellow', 'rectification', 'yellow', 1],
  ['rectification-red', 'rectification', 'red', 2],
] as const;

/** The statements that enter rules: rule, kind of clock, colour, working days after the limit. */
export const entering = (entered: readonly (readonly [string, string, string, number])[]): string[] =>
  entered.flatMap(([rule, kind, colour, days]) => [
    `INSERT INTO rule (rule_id, region, clock_kind, colour, state, version)
     VALUES ('${rule}', '', '${kind}', '${colour}', 'published', 1)`,
    `INSERT INTO rule_version (rule_id, version, region, clock_kind, colour, working_days, active, valid_from, published_by)
     VALUES ('${rule}', 1, '', '${kind}', '${colour}', ${days}, TRUE, '2000-01-01', 'system')`,
    `INSERT INTO ledger (aggregate, aggregate_id, version, act, from_state, to_state, region, person_id, at)
     VALUES ('rule', '${rule}', 1, 'publish', 'new', 'published', '', 'system', '2000-01-01')`,
  ]);

/** The statements that enter the rules to begin with. */
export const firstRules: readonly string[] = entering(rules);
