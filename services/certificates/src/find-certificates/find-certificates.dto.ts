import { Type } from 'class-transformer';
import { IsOptional, IsString, Length } from 'class-validator';
import { PageQuery } from '#lib/service-kit';

/** Which certificates to list. */
export class ListCertificatesQuery extends PageQuery {
  @IsOptional() @IsString() @Length(1, 40) caseId?: string;
  /** A query string is text; it becomes a number here. */
  @Type(() => Number) override limit = 20;
}

/** A certificate as a list shows it; the holder is masked. */
export interface CertificateLine {
  certificateId: string;
  caseId: string;
  state: string;
  version: number;
  region: string;
  itemId: string;
  itemName: string;
  departmentId: string;
  organName: string;
  title: string;
  number: string;
  identifier: string;
  issuedOn: string;
  validUntil: string | null;
  validatedAt: Date | null;
  holder: { kind: string; name: string; number: string };
}

/** A certificate with what changed its validity. */
export interface CertificateAnswer extends CertificateLine {
  decisionId: string;
  documentId: string;
  sha256: string | null;
  sm3: string | null;
  changes: { act: string; reason: string; personId: string; at: Date }[];
}
