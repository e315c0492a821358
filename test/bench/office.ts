import type { CaseRun } from './load.js';
import { taskOf } from './matter.js';
import type { Screen } from './screen.js';

/** A row as an act answers it. */
export interface Row {
  id: string;
  version: number;
}

/** The eight acts of the unit of work, however they reach the services. */
export interface Office {
  lodge(number: number): Promise<Row>;
  accept(it: Row): Promise<void>;
  opine(it: Row, place: number): Promise<void>;
  decide(it: Row): Promise<void>;
  /** The order of a case whose result was released. */
  released(it: Row): Promise<Row>;
  handOver(order: Row, number: number): Promise<void>;
}

/**
 * One case of the unit of work: lodged, accepted, three opinions in parallel, decided, certificate sealed, handed over.
 *
 * @param office where it is done
 * @param screen where those who wait see what arrives
 */
export function oneCase(office: Office, screen: Screen): CaseRun {
  return async (watch, number) => {
    const lodged = await office.lodge(number);
    watch.step('lodge');
    await office.accept(lodged);
    watch.step('accept');
    await Promise.all([1, 2, 3].map(async (place) => screen.task(taskOf(lodged.id, place))));
    watch.step('visible at the departments');
    await Promise.all([1, 2, 3].map(async (place) => office.opine(lodged, place)));
    watch.step('opinions');
    await office.decide(lodged);
    watch.step('decide');
    await screen.result(lodged.id);
    const order = await office.released(lodged);
    watch.step('sealed and released');
    await office.handOver(order, number);
    watch.step('hand over');
  };
}
