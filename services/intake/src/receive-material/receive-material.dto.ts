import type { CaseAnswer } from '../case/case.dto.js';

/** The material as it was taken in, with the case's new version. */
export interface ReceivedAnswer extends CaseAnswer {
  materialRef: string;
  status: string;
  /** Hexadecimal. */
  sha256: string;
  /** Bytes. */
  size: number;
  /** Judged by content. */
  type: string;
}
