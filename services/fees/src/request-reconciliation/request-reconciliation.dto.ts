import { IsISO8601, Length } from 'class-validator';

/** Which day. */
export class RequestReconciliationRequest {
  /** yyyy-mm-dd in China. */
  @IsISO8601({ strict: true }) @Length(10, 10) day: string;
}

/** The day will be compared in a moment. */
export interface ReconciliationAnswer {
  day: string;
}
