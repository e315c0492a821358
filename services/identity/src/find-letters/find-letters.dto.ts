import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { PageQuery } from '#lib/service-kit';
import type { LetterState } from '../letter/letter.states.js';

/** Which letters to show. */
export class FindLettersQuery extends PageQuery {
  @IsOptional() @IsString() @Length(1, 40) departmentId?: string;
  @IsOptional() @IsString() @Length(1, 40) hallId?: string;
  @IsOptional() @IsString() @Length(1, 40) staffId?: string;
  @IsOptional() @IsIn(['granted', 'revoked']) state?: LetterState;
}
