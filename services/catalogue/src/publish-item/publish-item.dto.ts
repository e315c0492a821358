import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Finding } from '../item/finding.js';
import { GuideBody } from './guide.dto.js';
import { MayBeLeftOut } from './may-be-left-out.js';

const units = ['working-day', 'calendar-day', 'on-the-spot'];

/** A number of days and how they are counted. */
export class LimitBody {
  @IsInt() @Min(0) @Max(3660) days: number;
  @IsIn(units) unit: string;
}

/** A material of the list. */
export class MaterialBody {
  @Matches(/^[A-Za-z0-9_-]{1,40}$/, { message: 'ref must be 1–40 letters, digits, - or _' }) ref: string;
  @IsString() @IsNotEmpty() @MaxLength(200) name: string;
  @IsIn(['required', 'optional', 'deferrable']) necessity: string;
  @IsInt() @Min(0) @Max(99) copies: number;
  @IsBoolean() commitmentAllowed = false;
  @IsBoolean() shared = false;
  @IsString() @MaxLength(200) shareSource = '';
  @IsInt() @Min(0) @Max(365) deferWorkingDays = 0;
  @IsBoolean() electronicLicenceAllowed = false;
  @IsString() @MaxLength(200) condition = '';
  @IsString() @IsNotEmpty() @MaxLength(40) kind: string;
}

/** A special procedure. Without a limit it ends when its cause ends. */
export class SpecialProcedureBody {
  @IsString() @IsNotEmpty() @MaxLength(120) name: string;
  @MayBeLeftOut() @ValidateNested() @Type(() => LimitBody) limit?: LimitBody;
  @IsBoolean() excludedFromClock: boolean;
  @IsBoolean() mustNotifyInWriting: boolean;
  @IsString() @MaxLength(500) basis = '';
}

/** A fee line; fen as a decimal string, for JSON numbers are not exact. */
export class FeeLineBody {
  @Matches(/^[A-Za-z0-9_-]{1,40}$/, { message: 'code must be 1–40 letters, digits, - or _' }) code: string;
  @IsString() @IsNotEmpty() @MaxLength(120) name: string;
  @Matches(/^[1-9]\d{0,11}$/, { message: 'amountFen must be whole fen as text, e.g. "2000" for 20 yuan' })
  amountFen: string;
  @IsString() @MaxLength(500) basis = '';
  @IsIn(['before-result', 'before-decision']) timing: string;
  @IsString() @MaxLength(200) condition = '';
}

/** What is granted. */
export class ResultBody {
  @IsString() @IsNotEmpty() @MaxLength(200) name: string;
  @IsIn(['certificate', 'approval', 'document', 'other']) kind: string;
  @IsBoolean() electronic: boolean;
  @IsString() @MaxLength(120) validity = '';
  @IsArray() @IsIn(['certificate', 'fee', 'outstanding-material'], { each: true }) holds: string[];
}

/** A department's branch. */
export class TaskBody {
  @IsString() @IsNotEmpty() @MaxLength(40) departmentId: string;
  @IsBoolean() lead: boolean;
}

/** A longer limit that may be granted. */
export class ExtensionBody {
  @IsDefined() @ValidateNested() @Type(() => LimitBody) limit: LimitBody;
  @IsString() @IsNotEmpty() @MaxLength(120) approver: string;
}

/** A version of a service item to publish: the fields of `ServiceItem`, the guide's part, and from when. */
export class PublishItemRequest {
  @Matches(/^[A-Za-z0-9-]{2,40}$/, { message: 'itemId must be 2–40 letters, digits or -' }) itemId: string;
  /** The version this becomes: one more than the newest (ETag of the item), 1 for a new item. */
  @IsInt() @Min(1) version: number;
  @IsString() @IsNotEmpty() @MaxLength(200) name: string;
  @IsString() @IsNotEmpty() @MaxLength(40) departmentId: string;
  @IsString() @IsNotEmpty() @MaxLength(120) departmentName: string;
  @IsString() @IsNotEmpty() @MaxLength(40) taskType: string;
  @IsString() @IsNotEmpty() @MaxLength(80) serviceObject: string;
  @IsIn(['immediate', 'promised']) caseType: string;
  @MayBeLeftOut() @ValidateNested() @Type(() => LimitBody) statutoryLimit?: LimitBody;
  @IsDefined() @ValidateNested() @Type(() => LimitBody) promisedLimit: LimitBody;
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(500, { each: true })
  legalBasis: string[];
  @IsArray() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => MaterialBody) materials: MaterialBody[];
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => SpecialProcedureBody)
  specialProcedures: SpecialProcedureBody[] = [];
  @IsArray() @ArrayMaxSize(50) @ValidateNested({ each: true }) @Type(() => FeeLineBody) feeLines: FeeLineBody[] = [];
  @IsDefined() @ValidateNested() @Type(() => ResultBody) result: ResultBody;
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => TaskBody) tasks: TaskBody[];
  @IsIn(['all', 'quorum', 'veto']) joinRule: string;
  @MayBeLeftOut() @ValidateNested() @Type(() => ExtensionBody) extension?: ExtensionBody;
  @IsIn(['imported-unverified', 'verified']) verification: string;
  @IsString() @MaxLength(36) implementationCode = '';
  @IsString() @MaxLength(60) localCode = '';
  @IsArray() @ArrayNotEmpty() @IsIn(['window', 'courier', 'locker'], { each: true }) deliveryModes = ['window'];
  @IsBoolean() acceptOnReceipt = false;
  @IsDefined() @ValidateNested() @Type(() => GuideBody) guide: GuideBody;
  /** From when cases are taken under the version; at once when it is left out. */
  @MayBeLeftOut() @IsISO8601({ strict: true }) effectiveFrom?: string;
}

/** The item after the act. */
export interface PublishedItemAnswer {
  itemId: string;
  state: string;
  version: number;
  effectiveFrom: string;
  /** Warnings, and for unverified items also what would keep a verified one back. */
  findings: readonly Finding[];
}
