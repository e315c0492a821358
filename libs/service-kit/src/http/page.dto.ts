import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Where a list begins and how long a page is. */
export class PageQuery {
  @IsOptional() @IsString() @MaxLength(200) cursor?: string;
  @Type(() => Number) @IsInt() @Min(1) @Max(100) limit: number = 20;
}
