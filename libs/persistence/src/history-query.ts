/**
 * What a service adds to the printed life of a case beside what every service has (acts, events, papers, timers): one
 * statement for each kind of fact. It is given ids, the case's and those of whatever belongs to it, once for each `?`,
 * and selects `at` (business time) and `detail` (codes, numbers and counts; never personal data or free text).
 */
export interface HistoryQuery {
  /** What the fact is, e.g. `hold released`. */
  what: string;
  sql: string;
}
