import type { CaseAnswer } from '../case/case.dto.js';

/** The material as it was taken in, with the case's new version. */
export interface ReceivedAnswer extends CaseAnswer {
  materialRef: string;
  /** Of a material the case was accepted without: the version its cure sends in If-Match. */
  outstandingVersion?: number;
  status: string;
  /** Hexadecimal. */
  sha256: string;
  /** Bytes. */
  size: number;
  /** Judged by content. */
  type: string;
}
