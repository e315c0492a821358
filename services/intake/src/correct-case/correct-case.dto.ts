import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsIn, IsString, Length, ValidateNested } from 'class-validator';

/** One thing wrong with the papers. */
export class DefectBody {
  @IsString() @Length(1, 40) materialRef: string;
  @IsIn(['missing', 'incorrect', 'incomplete', 'outdated'])
  reasonClass: 'missing' | 'incorrect' | 'incomplete' | 'outdated';
  /** What would be right, in words the applicant understands. */
  @IsString() @Length(1, 500) wanted: string;
}

/** Everything that is wrong, told at once (一次性告知): there is no second notice. */
export class CorrectCaseRequest {
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => DefectBody)
  defects: DefectBody[];
}
