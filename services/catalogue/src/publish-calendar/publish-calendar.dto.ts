import { IsInt, IsNotEmptyObject, IsObject, Matches, Min } from 'class-validator';

/** A holiday table to publish, in the form of the notices' years. */
export class PublishCalendarRequest {
  @Matches(/^[a-z0-9-]{2,40}$/, { message: 'calendarId must be 2–40 small letters, digits or -' }) calendarId: string;
  /** The version this becomes: one more than the newest, 1 for a new calendar. */
  @IsInt() @Min(1) version: number;
  /** Whose register governs it; a calendar never changes its region. */
  @Matches(/^\d{6}$/, { message: 'region must be a region code of six digits (GB/T 2260)' }) region: string;
  /** By year: official_notice, off_days, makeup_workdays, and totals to count against. */
  @IsObject() @IsNotEmptyObject() years: Record<string, unknown>;
}

/** The calendar after the act. */
export interface PublishedCalendarAnswer {
  calendarId: string;
  version: number;
  label: string;
  publishedThrough: string;
}
