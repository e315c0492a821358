/** The newest version of a calendar. */
export interface CalendarAnswer {
  calendarId: string;
  version: number;
  region: string;
  label: string;
  /** Dates beyond are provisional. */
  publishedThrough: string;
  offDays: Record<string, string>;
  makeupWorkdays: Record<string, string>;
  publishedAt: string;
}
