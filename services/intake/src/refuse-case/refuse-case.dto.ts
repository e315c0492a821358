import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsString, Length } from 'class-validator';
import { Transform } from 'class-transformer';

/** Why the desk refuses, what the law says and what the applicant may do about it (行政许可法 art. 32, 38). */
export class RefuseCaseRequest {
  @IsIn(['not-a-permit', 'not-our-power', 'not-met', 'correction-lapsed'])
  reasonClass: 'not-a-permit' | 'not-our-power' | 'not-met' | 'correction-lapsed';
  @IsString() @Length(1, 1000) reason: string;
  /** One provision or a list of them. */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value))
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 300, { each: true })
  legalBasis: string[];
  /** 行政复议 and 行政诉讼: with whom and within what time. */
  @IsString() @Length(1, 500) remedy: string;
}
