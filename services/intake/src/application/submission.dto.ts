import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

const phone = /^\+?[\d-]{5,20}$/;

/** Somebody who acts for the applicant (行政许可法 art. 29). */
export class AgentBody {
  @IsString() @Length(1, 60) name: string;
  @IsString() @MaxLength(18) idNumber: string;
  @Matches(phone) phone: string;
}

/** Who applies: a person gives an ID number, an organisation its credit code. */
export class ApplicantBody {
  @IsIn(['natural-person', 'organisation']) kind: 'natural-person' | 'organisation';
  @IsString() @Length(1, 120) name: string;
  @IsOptional() @IsString() @MaxLength(18) idNumber?: string;
  @IsOptional() @IsString() @MaxLength(18) creditCode?: string;
  @Matches(phone) phone: string;
  @IsOptional() @ValidateNested() @Type(() => AgentBody) agent?: AgentBody;
}

/** One material handed in, by its reference in the item's list. */
export class MaterialBody {
  @IsString() @Length(1, 40) ref: string;
  @IsInt() @Min(1) @Max(100) copies = 1;
}

/** How the applicant wants the result; a courier needs recipient, phone and address, a locker a phone. */
export class DeliveryBody {
  @IsIn(['window', 'courier', 'locker']) mode: 'window' | 'courier' | 'locker';
  @IsOptional() @IsString() @Length(1, 60) recipient?: string;
  @IsOptional() @Matches(phone) phone?: string;
  @IsOptional() @IsString() @Length(1, 200) address?: string;
}

/** What every submission brings, for a single item or for a bundle. */
export class SubmissionBody {
  @IsIn(['window', 'online', 'post']) channel: 'window' | 'online' | 'post';
  /** For citizens, where there are several halls; a clerk's hall is known. */
  @IsOptional() @IsString() @Length(1, 40) hallId?: string;
  /** Of what came by post. */
  @IsOptional() @IsString() @Length(1, 40) parcelNumber?: string;
  @IsDefined() @ValidateNested() @Type(() => ApplicantBody) applicant: ApplicantBody;
  @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => MaterialBody) materials: MaterialBody[];
  @IsDefined() @ValidateNested() @Type(() => DeliveryBody) delivery: DeliveryBody;
}
