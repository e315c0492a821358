import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsInt, IsString, Length, Max, Min, ValidateNested } from 'class-validator';

/** A material brought in answer to the notice. */
export class CuredMaterialBody {
  @IsString() @Length(1, 40) ref: string;
  @IsInt() @Min(1) @Max(100) copies = 1;
}

/** The answer to the correction notice: every defect, at once. */
export class CureCaseRequest {
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => CuredMaterialBody)
  materials: CuredMaterialBody[];
}
