import { HolidayTableInvalid, parseHolidayTable, type WorkingCalendar } from '#lib/calendar';
import { JsonText } from './json-text.js';

/**
 * Reads a file of holiday notices.
 *
 * @param file what to call it in messages
 * @param text the whole text
 * @throws SeedFileInvalid with line and JSON path of the first fault
 */
export function readHolidays(file: string, text: string): WorkingCalendar {
  const json = new JsonText(file, text);
  try {
    return parseHolidayTable(json.value);
  } catch (error) {
    if (!(error instanceof HolidayTableInvalid)) throw error;
    const problem = error.message.slice(error.message.indexOf(error.path) + error.path.length + 1);
    throw json.refuse([json.fault(error.path, problem)]);
  }
}
