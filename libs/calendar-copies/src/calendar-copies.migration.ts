/** Tables a service's account may only read and add to. */
export const calendarCopiesInsertOnly: readonly string[] = ['calendar_copy'];

/** A version that was heard before this was kept counts from when it was heard. */
const fillPublication = `UPDATE calendar_copy kept
   JOIN inbox heard ON heard.handler = 'keep-calendar-on-calendar-published'
    AND heard.aggregate_id = kept.calendar_id AND heard.aggregate_version = kept.version
   SET kept.published_at = heard.handled_at`;

const publication = "ADD COLUMN published_at datetime(3) NOT NULL DEFAULT '2000-01-01'";

/** Brings a service's older table to the shape all have now: from when a version counts. */
export const addPublication: readonly string[] = [`ALTER TABLE calendar_copy ${publication}`, fillPublication];

/** The same for a table that did not keep the region either; all it can hold is the national calendar. */
export const addRegionAndPublication: readonly string[] = [
  `ALTER TABLE calendar_copy ADD COLUMN region varchar(12) NOT NULL DEFAULT '000000' AFTER label, ${publication}`,
  fillPublication,
];
