import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { PageQuery } from '#lib/service-kit';
import type { StaffState } from '../staff/staff.states.js';

/** Which staff to show. */
export class FindStaffQuery extends PageQuery {
  @IsOptional() @IsString() @Length(1, 40) organisationId?: string;
  @IsOptional() @IsIn(['active', 'ended']) state?: StaffState;
}
