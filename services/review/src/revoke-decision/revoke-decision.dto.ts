import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** Why the decision is revoked. */
export class RevokeDecisionRequest {
  @IsString() @IsNotEmpty() @MaxLength(2000) reason: string;
}

/** The case after the revocation. */
export interface RevokedAnswer {
  caseId: string;
  decisionId: string;
  version: number;
  letterNumber: string;
}
