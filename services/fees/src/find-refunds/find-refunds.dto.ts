import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '#lib/service-kit';

/** Which refunds to list. */
export class ListRefundsQuery extends PageQuery {
  @IsOptional() @IsIn(['requested', 'approved', 'declined', 'refunded']) state?: string;
}
