import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';

/** Ways to rate: PC 端、移动端、二维码、大厅平板、大厅其他终端. */
export const channels = ['pc', 'mobile', 'qr-code', 'hall-tablet', 'hall-terminal'] as const;

/** A rating, the same on every channel. */
export class RatingRequest {
  /** 5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意. */
  @IsInt() @Min(1) @Max(5) level: number;
  /** What was good or bad: codes of three digits, the first being the level. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @ArrayUnique()
  @Matches(/^[1-5]\d{2}$/, { each: true, message: 'each indicator must be a code of three digits such as 510' })
  indicators?: string[];
  /** In the rater's own words. */
  @IsOptional() @IsString() @MaxLength(500) comment?: string;
  @IsIn(channels) channel: (typeof channels)[number];
  /** Which tablet or terminal of the hall; required there. */
  @ValidateIf(({ channel, deviceId }: RatingRequest) => channel?.startsWith('hall-') || deviceId !== undefined)
  @IsString()
  @Length(4, 40)
  deviceId?: string;
}

/** What an act of rating answers. */
export interface EvaluationAnswer {
  evaluationId: string;
  occasionId: string;
  level: number;
}
