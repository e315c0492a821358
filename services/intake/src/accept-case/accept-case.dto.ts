import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';

/** A deferrable material that will be brought later. */
export class PromisedMaterialBody {
  @IsString() @Length(1, 40) materialRef: string;
}

/** The applicant's promise to bring what is outstanding (容缺受理承诺). */
export class PromiseBody {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => PromisedMaterialBody)
  outstanding: PromisedMaterialBody[];
  /** Who signs: the applicant, or who acts for it. */
  @IsString() @Length(1, 60) promisedBy: string;
  /** The drawn signature: a PNG in base64. */
  @IsString()
  @MaxLength(270_000)
  @Matches(/^iVBORw0KGgo[A-Za-z0-9+/]+={0,2}$/, { message: 'signature must be a PNG in base64' })
  signature: string;
}

/** Nothing is needed when all materials are there. */
export class AcceptCaseRequest {
  @IsOptional() @ValidateNested() @Type(() => PromiseBody) promise?: PromiseBody;
}
