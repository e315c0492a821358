import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { type Role, roles } from '#lib/access';

/** What a new person signs in with. */
export class AccountRequest {
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{2,59}$/) login: string;
  @IsString() @Length(12, 200) password: string;
}

/** A person appointed to roles. An earlier appointment of the same person is replaced, as it was seen (`If-Match`). */
export class AppointStaffRequest {
  /** Of somebody appointed before, or chosen for somebody new; else made here. */
  @IsOptional() @Matches(/^[A-Za-z0-9-]{2,40}$/) staffId?: string;
  @IsString() @Length(1, 40) organisationId: string;
  @IsString() @Length(1, 60) name: string;
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(10) @ArrayUnique() @IsIn(roles, { each: true }) roles: Role[];
  @IsString() @MaxLength(40) window = '';
  /** For somebody who has none yet. */
  @IsOptional() @ValidateNested() @Type(() => AccountRequest) account?: AccountRequest;
}

/** The person after the act. */
export interface StaffAnswer {
  staffId: string;
  state: string;
  version: number;
}
