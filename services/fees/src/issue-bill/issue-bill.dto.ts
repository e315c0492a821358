import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, IsString, Length, Max, Min, ValidateNested } from 'class-validator';

/** A line the cashier chose. */
export class ChosenLineBody {
  @IsString() @Length(1, 40) code: string;
  @IsInt() @Min(1) @Max(999) quantity: number = 1;
}

/** What is billed beside the lines that always apply. */
export class IssueBillRequest {
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique(({ code }: ChosenLineBody) => code)
  @ValidateNested({ each: true })
  @Type(() => ChosenLineBody)
  lines: ChosenLineBody[] = [];
}
