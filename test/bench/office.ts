import { setTimeout as sleep } from 'node:timers/promises';
import type { Steps } from './kinds.js';
import type { Stopwatch } from './load.js';
import { taskOf } from './matter.js';
import type { Screen } from './screen.js';

/** Of a rare kind of case, so that the questions do not become the load. */
const betweenLooks = 50;

/** A row as an act answers it. */
export interface Row {
  id: string;
  version: number;
}

/** The acts of the unit of work and of its variants, however they reach the services. */
export interface Office {
  lodge(number: number): Promise<Row>;
  accept(it: Row): Promise<Row>;
  opine(it: Row, place: number): Promise<void>;
  decide(it: Row): Promise<void>;
  /** The order of a case whose result was released. */
  released(it: Row): Promise<Row>;
  handOver(order: Row, number: number): Promise<void>;
  refuse(it: Row): Promise<void>;
  correct(it: Row): Promise<Row>;
  cure(it: Row): Promise<Row>;
  /** Of an accepted case. @returns the request, which the department answers */
  withdraw(it: Row): Promise<string>;
  /** Whether the request has come to the department, which hears it and says nothing of it. */
  hasWithdrawal(it: Row, requestId: string): Promise<boolean>;
  grantWithdrawal(it: Row, requestId: string): Promise<void>;
}

/**
 * The unit of work and its variants. Straight: lodged, accepted, three opinions in parallel, decided, certificate sealed,
 * handed over.
 *
 * @param office where it is done
 * @param screen where those who wait see what arrives
 */
export function casesOf(office: Office, screen: Screen): Steps {
  const lodge = async (watch: Stopwatch, number: number): Promise<Row> => {
    const lodged = await office.lodge(number);
    watch.step('lodge');
    return lodged;
  };
  const finish = async (watch: Stopwatch, lodged: Row, number: number): Promise<void> => {
    await untilDecided(office, screen, watch, lodged);
    await screen.result(lodged.id);
    const order = await office.released(lodged);
    watch.step('sealed and released');
    await office.handOver(order, number);
    watch.step('hand over');
  };
  return {
    'whole case': async (watch, number) => finish(watch, await lodge(watch, number), number),
    'refused at the desk': async (watch, number) => {
      await office.refuse(await lodge(watch, number));
      watch.step('refuse');
    },
    'corrected once': async (watch, number) => {
      const corrected = await office.correct(await lodge(watch, number));
      watch.step('correct');
      const cured = await office.cure(corrected);
      watch.step('cure');
      await finish(watch, cured, number);
    },
    'withdrawn in review': async (watch, number) => {
      const accepted = await untilInReview(office, screen, watch, await lodge(watch, number));
      const requestId = await office.withdraw(accepted);
      watch.step('withdraw');
      while (!(await office.hasWithdrawal(accepted, requestId))) await sleep(betweenLooks);
      watch.step('withdrawal at the department');
      await office.grantWithdrawal(accepted, requestId);
      watch.step('grant withdrawal');
    },
  };
}

/** A lodged case up to its decision, after which its papers are due. */
export async function untilDecided(office: Office, screen: Screen, watch: Stopwatch, lodged: Row): Promise<void> {
  await untilInReview(office, screen, watch, lodged);
  await Promise.all([1, 2, 3].map(async (place) => office.opine(lodged, place)));
  watch.step('opinions');
  await office.decide(lodged);
  watch.step('decide');
}

async function untilInReview(office: Office, screen: Screen, watch: Stopwatch, lodged: Row): Promise<Row> {
  const accepted = await office.accept(lodged);
  watch.step('accept');
  await Promise.all([1, 2, 3].map(async (place) => screen.task(taskOf(lodged.id, place))));
  watch.step('visible at the departments');
  return accepted;
}
