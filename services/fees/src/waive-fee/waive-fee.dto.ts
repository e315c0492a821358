import { IsIn, IsString, Length } from 'class-validator';

/** Why a fee is not taken. */
export class WaiveFeeRequest {
  /** exempt 减免: a rule frees the payer of a billed fee; not-applicable 不适用: no line of the plan applies. */
  @IsIn(['exempt', 'not-applicable']) reasonClass: 'exempt' | 'not-applicable';
  @IsString() @Length(2, 200) reason: string;
  /** The provision that allows it. */
  @IsString() @Length(2, 200) basis: string;
}
