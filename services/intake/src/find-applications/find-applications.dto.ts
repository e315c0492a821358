import type { MaskedApplicant } from '../applicant/masked-applicant.js';

/** A case of an application; `version` is what an act on it must name. */
export interface ApplicationCase {
  caseId: string;
  itemId: string;
  itemName: string;
  departmentId: string;
  state: string;
  version: number;
  caseNumber: string | null;
  outcome: string | null;
}

/** A submission with its cases; personal data masked, the answers in the form only on a recorded purpose. */
export interface ApplicationView {
  applicationId: string;
  state: string;
  version: number;
  region: string;
  hallId: string;
  channel: string;
  lodgedAt: string;
  bundleId: string | null;
  bundleVersion: number | null;
  bundleName: string | null;
  answerNumber: string | null;
  answeredAt: string | null;
  applicant: MaskedApplicant;
  cases: ApplicationCase[];
}
