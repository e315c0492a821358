import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseRun } from './load.js';

/** A row as an act answers it. */
export interface Row {
  id: string;
  version: number;
}

/** The eight acts of the unit of work, however they reach the services. */
export interface Office {
  lodge(number: number): Promise<Row>;
  accept(it: Row): Promise<void>;
  /** @returns false when the case has not reached the department yet */
  opine(it: Row, place: number): Promise<boolean>;
  decide(it: Row): Promise<void>;
  /** @returns the released order, or undefined when there is none yet */
  released(it: Row): Promise<Row | undefined>;
  handOver(order: Row, number: number): Promise<void>;
}

const firstPause = 5;
const longestPause = 160;

/** Asks again with growing pauses: a hand-off must not cost the processor that it waits for. */
async function until<T>(ask: () => Promise<T | undefined | false>): Promise<T> {
  for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 1.5)) {
    const found = await ask();
    if (found !== undefined && found !== false) return found;
    await sleep(pause);
  }
}

/**
 * One case of the unit of work: lodged, accepted, three opinions in parallel, decided, certificate sealed, handed over.
 *
 * @param office where it is done
 */
export function oneCase(office: Office): CaseRun {
  return async (watch, number) => {
    const lodged = await office.lodge(number);
    watch.step('lodge');
    await office.accept(lodged);
    watch.step('accept');
    await until(async () => office.opine(lodged, 1));
    watch.step('visible at the department, first opinion');
    await Promise.all([office.opine(lodged, 2), office.opine(lodged, 3)]);
    watch.step('other opinions');
    await office.decide(lodged);
    watch.step('decide');
    const order = await until(async () => office.released(lodged));
    watch.step('sealed and released');
    await office.handOver(order, number);
    watch.step('hand over');
  };
}
