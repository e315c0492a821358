import { IsInt, IsString, Length, Max, Min } from 'class-validator';

/** What the department must do, and by when it answers. */
export class UrgeDepartmentRequest {
  @IsString() @Length(4, 1000) demand: string;
  @IsInt() @Min(1) @Max(60) answerWorkingDays: number;
}
