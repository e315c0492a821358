import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Work } from '#lib/persistence';
import type { Served } from '#lib/service-kit';
import { eventually, openStand, type Stand } from '#lib/testing';
import { messagingInsertOnly } from '../src/index.js';
import { FrozenLine } from './frozen-line.js';
import { acceptAndClose, migrateStand, startDesk } from './stand.js';

let stand: Stand;
let line: FrozenLine;
let reviewUrl: string;
let intake: Served;
let hanging: Served;
let replica: Served | undefined;

beforeAll(async () => {
  stand = await openStand('intake', 'review');
  const intakeUrl = await stand.schema('intake', migrateStand, messagingInsertOnly);
  reviewUrl = await stand.schema('review', migrateStand, messagingInsertOnly);
  line = await FrozenLine.to(reviewUrl);
  intake = await startDesk('intake', intakeUrl, stand.nats.urlOf('intake'));
  hanging = await startDesk('review', line.url, stand.nats.urlOf('review'));
});

afterAll(async () => {
  line?.thaw();
  for (const desk of [intake, replica, hanging]) await desk?.close();
  line?.close();
  await stand?.close();
});

const expectHeard = async (cases: number, within: number): Promise<void> =>
  eventually(async () => {
    const counts = await (replica ?? hanging).app
      .get(Work)
      .read(async (tx) =>
        tx.query<object[]>('SELECT COUNT(*) AS cases, SUM(opened) AS opened, SUM(closed) AS closed FROM heard_case'),
      );
    expect(Object.values(counts[0] ?? {}).map(Number)).toEqual([cases, cases, cases]);
  }, within);

it('hears through another replica what one has taken whose database no longer answers, and nothing twice when it does again', async () => {
  await acceptAndClose(intake);
  await expectHeard(1, 60_000);
  line.freeze();
  for (let n = 0; n < 20; n += 1) await acceptAndClose(intake);
  replica = await startDesk('review', reviewUrl, stand.nats.urlOf('review'));
  await expectHeard(21, 240_000);
  line.thaw();
  await acceptAndClose(intake);
  await expectHeard(22, 60_000);
});
