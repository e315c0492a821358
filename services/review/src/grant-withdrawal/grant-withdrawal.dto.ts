/** The case after the withdrawal. */
export interface WithdrawnAnswer {
  caseId: string;
  requestId: string;
  state: string;
  version: number;
  noticeNumber: string;
}
