import type { Caller } from '#lib/access';
import type { ServiceCase } from './case.entity.js';

/** Who acts on which case, at the version they saw. */
export interface SeenCase {
  caller: Caller;
  caseId: string;
  version: number;
}

/** What every act on a case answers: where it stands now and the version to send in If-Match. */
export interface CaseAnswer {
  caseId: string;
  state: string;
  version: number;
  /** RFC 3339; while the office still has to answer. */
  answerDueAt?: string;
  caseNumber?: string;
  /** RFC 3339 */
  acceptedAt?: string;
  noticeNumber?: string;
  /** The notice can be fetched under this id a few seconds later. */
  documentId?: string;
  /** RFC 3339; by when the defects must be cured. */
  cureDueAt?: string;
  /** Of the promise to bring what is outstanding; its paper can be fetched under `promiseDocumentId`. */
  promiseNumber?: string;
  promiseDocumentId?: string;
  /** Of a wish to withdraw an accepted case. */
  requestId?: string;
}

/** @param more what the act adds */
export function answerOf(it: ServiceCase, more: Partial<CaseAnswer> = {}): CaseAnswer {
  return { caseId: it.caseId, state: it.state, version: it.version, ...more };
}
