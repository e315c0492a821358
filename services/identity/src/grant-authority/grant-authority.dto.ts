import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsDateString,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
} from 'class-validator';
import { type LetterKind, letterKinds, type Power, powers } from '../letter/letter.states.js';

/** A letter of authority to grant. */
export class GrantAuthorityRequest {
  /** Chosen by whoever grants it, where another register knows it already; else made here. */
  @IsOptional() @Matches(/^[A-Za-z0-9-]{2,40}$/) letterId?: string;
  @IsIn(letterKinds) kind: LetterKind;
  /** As on the paper. */
  @IsString() @Length(1, 80) letterNumber: string;
  @IsString() @Length(1, 40) departmentId: string;
  /** The hall a delegation goes to. */
  @IsOptional() @IsString() @Length(1, 40) hallId?: string;
  /** The person an authorisation goes to. */
  @IsOptional() @IsString() @Length(1, 40) staffId?: string;
  /** Empty: every item of the department. */
  @IsArray()
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 40, { each: true })
  itemIds: string[] = [];
  /** Of an authorisation, at least one. */
  @IsArray() @ArrayUnique() @IsIn(powers, { each: true }) powers: Power[] = [];
  @IsDateString() validFrom: string;
  @IsDateString() validUntil: string;
}

/** The letter after the act. */
export interface LetterAnswer {
  letterId: string;
  state: string;
  version: number;
}
