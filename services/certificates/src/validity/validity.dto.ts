import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { Caller } from '#lib/access';

/** Why a certificate is suspended, resumed or revoked; kept, and said to whoever must know. */
export class ValidityRequest {
  @IsString() @IsNotEmpty() @MaxLength(500) reason: string;
}

/** Who changes the validity of which certificate, as they saw it. */
export interface ValidityInput {
  caller: Caller;
  certificateId: string;
  version: number;
  reason: string;
}

/** The certificate after the act. */
export interface ValidityAnswer {
  certificateId: string;
  state: string;
  version: number;
}
