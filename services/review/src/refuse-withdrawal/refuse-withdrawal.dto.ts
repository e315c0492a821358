import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** Why a withdrawal is not granted. */
export class RefuseWithdrawalRequest {
  @IsString() @IsNotEmpty() @MaxLength(500) reason: string;
}

/** The request after the refusal. */
export interface WithdrawalRefusedAnswer {
  caseId: string;
  requestId: string;
  state: string;
  version: number;
}
