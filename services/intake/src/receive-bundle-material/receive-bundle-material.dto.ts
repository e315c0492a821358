import type { CaseAnswer } from '../case/case.dto.js';

/** A place where the shared material is used, with the case's new version. */
export interface UseAnswer extends CaseAnswer {
  materialRef: string;
}

/** A material of the single set as it was taken in: one file, every use. */
export interface BundleMaterialAnswer {
  applicationId: string;
  ref: string;
  uses: UseAnswer[];
  /** Hexadecimal. */
  sha256: string;
  /** Bytes. */
  size: number;
  /** Judged by content. */
  type: string;
}
