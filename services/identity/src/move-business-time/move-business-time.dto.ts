import { IsDateString, IsInt, IsOptional, Max, Min } from 'class-validator';

/** Where business time goes: one of the two. */
export class MoveBusinessTimeRequest {
  /** Milliseconds ahead of real time; 0 brings business time back to real time. At most ten years. */
  @IsOptional() @IsInt() @Min(0) @Max(315_576_000_000) offsetMs?: number;
  /** A later business time. */
  @IsOptional() @IsDateString() advanceTo?: string;
}

/** Business time after the act. */
export interface BusinessTimeAnswer {
  offsetMs: number;
  /** ISO 8601. */
  businessTime: string;
  /** Version of the announcement. */
  version: number;
}
