/** The statements that make the timer table; every service that has timers runs them in its first migration. */
export const timerTables: readonly string[] = [
  `CREATE TABLE due_timer (
     timer_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
     kind varchar(64) NOT NULL,
     subject_id varchar(40) NOT NULL,
     region varchar(12) NOT NULL,
     due_at datetime(3) NOT NULL,
     state varchar(32) NOT NULL,
     attempts int NOT NULL DEFAULT 0,
     leased_until datetime(3) NULL,
     fired_at datetime(3) NULL,
     last_error varchar(500) NULL,
     KEY due (state, due_at),
     KEY subject (subject_id, kind)
   )`,
];
