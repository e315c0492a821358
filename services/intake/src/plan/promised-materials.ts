import { addLimit, type DueDate, type WorkingCalendar } from '#lib/calendar';
import type { ServiceItem } from '#lib/contracts';

/** A material the applicant promises to bring after acceptance, and until when. */
export interface PromisedMaterial {
  materialRef: string;
  materialName: string;
  cureWorkingDays: number;
  due: DueDate;
}

/** Everything one signed promise (容缺受理承诺书) covers. */
export interface PromisedMaterials {
  /** Empty when nothing is promised. */
  promiseNumber: string;
  materials: readonly PromisedMaterial[];
}

/**
 * Until when each promised material must come: its own limit of the item's list, in working days from the promise; the
 * day of the promise is day 0 (民法典 201).
 *
 * @param refs materials of the list that may be promised
 * @param from when the promise is given
 */
export function promisedMaterials(
  item: ServiceItem,
  refs: readonly string[],
  calendar: WorkingCalendar,
  from: Date,
): PromisedMaterial[] {
  const promised = item.materials.filter(({ ref }) => refs.includes(ref));
  return promised.map(({ ref: materialRef, name: materialName, deferWorkingDays: cureWorkingDays }) => {
    const due = addLimit(calendar, from, { days: cureWorkingDays, unit: 'working-day' }, 'end-of-day');
    return { materialRef, materialName, cureWorkingDays, due };
  });
}
