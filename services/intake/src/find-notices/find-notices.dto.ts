/** A notice as a list shows it. */
export interface NoticeRow {
  documentId: string;
  /** acceptance | correction | refusal | answer */
  kind: string;
  number: string;
  /** waiting | sealed */
  state: string;
  requestedAt: string;
}

/** The notices of a case, oldest first. */
export interface NoticeList {
  items: NoticeRow[];
}
