import { ACCESS_ENTITIES } from '#lib/access';
import { MESSAGING_ENTITIES } from '#lib/messaging';
import { Bundle } from './bundle/bundle.entity.js';
import { CalendarVersion } from './calendar/calendar-version.entity.js';
import { Calendar } from './calendar/calendar.entity.js';
import { ItemVersion } from './item/item-version.entity.js';
import { Item } from './item/item.entity.js';

/** Every table of catalogue, for its data source; the seed loader needs the same. */
export const CATALOGUE_ENTITIES = [
  ...MESSAGING_ENTITIES,
  ...ACCESS_ENTITIES,
  Item,
  ItemVersion,
  Bundle,
  Calendar,
  CalendarVersion,
];
