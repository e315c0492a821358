/** The statements that make the issue desk's own tables. */
export const dispatchTables: readonly string[] = [
  `CREATE TABLE dispatch_order (
     order_id varchar(40) NOT NULL PRIMARY KEY,
     case_id varchar(40) NOT NULL,
     case_number varchar(80) NOT NULL,
     item_name varchar(120) NOT NULL,
     region varchar(12) NOT NULL,
     hall_id varchar(40) NOT NULL,
     department_id varchar(40) NOT NULL,
     state varchar(32) NOT NULL,
     outcome varchar(32) NOT NULL,
     mode varchar(32) NOT NULL,
     sealed_applicant text NOT NULL,
     sealed_address text NOT NULL,
     applicant_index varchar(64) NOT NULL,
     due_at datetime(3) NULL,
     opened_at datetime(3) NOT NULL,
     delivered_at datetime(3) NULL,
     version int NOT NULL,
     UNIQUE KEY one_a_case (case_id),
     KEY work_list (state, region, order_id),
     KEY region (region, order_id),
     KEY person (applicant_index, order_id)
   )`,
  `CREATE TABLE hold (
     order_id varchar(40) NOT NULL,
     kind varchar(32) NOT NULL,
     ref varchar(80) NOT NULL,
     PRIMARY KEY (order_id, kind, ref)
   )`,
  `CREATE TABLE hold_release (
     order_id varchar(40) NOT NULL,
     kind varchar(32) NOT NULL,
     ref varchar(80) NOT NULL,
     event_id varchar(40) NOT NULL,
     at datetime(3) NOT NULL,
     PRIMARY KEY (order_id, kind, ref)
   )`,
  `CREATE TABLE consignment (
     consignment_id varchar(40) NOT NULL PRIMARY KEY,
     order_id varchar(40) NOT NULL,
     region varchar(12) NOT NULL,
     state varchar(32) NOT NULL,
     waybill varchar(40) NOT NULL,
     requested_at datetime(3) NOT NULL,
     changed_at datetime(3) NULL,
     KEY of_order (order_id),
     KEY of_state (state)
   )`,
  `CREATE TABLE courier_callback (
     callback_id varchar(40) NOT NULL PRIMARY KEY,
     consignment_id varchar(40) NOT NULL,
     status varchar(20) NOT NULL,
     fingerprint char(64) NOT NULL,
     received_at datetime(3) NOT NULL,
     KEY consignment (consignment_id)
   )`,
  `CREATE TABLE hand_over (
     order_id varchar(40) NOT NULL PRIMARY KEY,
     receiver text NOT NULL,
     signature mediumtext NOT NULL,
     handed_over_by varchar(40) NOT NULL,
     at datetime(3) NOT NULL
   )`,
  `CREATE TABLE sms_message (
     message_id varchar(40) NOT NULL PRIMARY KEY,
     case_id varchar(40) NOT NULL,
     content varchar(300) NOT NULL,
     state varchar(32) NOT NULL,
     requested_at datetime(3) NOT NULL,
     sent_at datetime(3) NULL
   )`,
];
