import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsDefined,
  IsInt,
  IsNotEmpty,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { MayBeLeftOut } from './may-be-left-out.js';

/** What the guide tells of a material beside the plan's part. */
export class GuideMaterialBody {
  @IsString() @IsNotEmpty() @MaxLength(40) ref: string;
  @IsString() @IsNotEmpty() @MaxLength(40) form: string;
  @IsString() @IsNotEmpty() @MaxLength(80) sourceChannel: string;
  /** 要求提供的依据 */
  @MayBeLeftOut() @IsString() @MaxLength(500) basis?: string;
}

/** A check after a permit given on commitment. */
export class AfterCheckBody {
  @IsString() @IsNotEmpty() @MaxLength(120) name: string;
  @IsInt() @Min(0) @Max(3660) days: number;
  @IsString() @IsNotEmpty() @MaxLength(20) unit: string;
  @IsString() @IsNotEmpty() @MaxLength(500) onFail: string;
}

/** In how far a matter can be taken elsewhere (通办). */
export class CrossRegionBody {
  @IsString() @IsNotEmpty() @MaxLength(60) mode: string;
  @IsString() @IsNotEmpty() @MaxLength(20) scope: string;
}

/** The guide's part of a version (办事指南). */
export class GuideBody {
  @IsString() @IsNotEmpty() @MaxLength(20) level: string;
  @Matches(/^([0-9A-Z]{12})?$/, { message: 'baseCode must be 12 digits or letters (GB/T 39554.1), or empty' })
  baseCode = '';
  @Matches(/^([0-9A-Z]{14})?$/, { message: 'handleItemCode must be 14 digits or letters, or empty' })
  handleItemCode = '';
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  steps: string[];
  @IsBoolean() feeCharged: boolean;
  @IsString() @MaxLength(60) feeKind = '';
  @IsString() @MaxLength(200) feeSupervision = '';
  @IsInt() @Min(0) @Max(99) visits: number;
  @IsString() @IsNotEmpty() @MaxLength(80) onlineDepth: string;
  @IsDefined() @ValidateNested() @Type(() => CrossRegionBody) crossRegion: CrossRegionBody;
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => GuideMaterialBody)
  materials: GuideMaterialBody[] = [];
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => AfterCheckBody)
  afterChecks: AfterCheckBody[] = [];
  @IsString() @MaxLength(2000) notes = '';
}
