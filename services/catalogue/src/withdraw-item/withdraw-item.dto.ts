import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** Why an item takes no more cases. */
export class WithdrawItemRequest {
  @IsString() @IsNotEmpty() @MaxLength(500) reason: string;
}

/** The item after the act. */
export interface WithdrawnItemAnswer {
  itemId: string;
  state: string;
  version: number;
}
