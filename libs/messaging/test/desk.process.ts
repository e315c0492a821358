import { Work } from '#lib/persistence';
import { failpoint, newId } from '#lib/service-kit';
import { matterDoor, startDesk } from './stand.js';

/*
 * A desk as a process of its own, to be killed for real. A message `{say: n}` lets it accept and close n matters, one
 * after the other; it answers `{said: n}`.
 */

const env = (name: string): string => process.env[name] ?? '';
const desk = await startDesk(env('DESK') as 'intake' | 'review', env('DATABASE_URL'), env('NATS_URL'));
const by = { personId: 'clerk' };

async function acceptAndClose(): Promise<void> {
  const work = desk.app.get(Work);
  const caseId = newId();
  const it = await work.run(async (tx) => {
    const entered = await matterDoor.enter(tx, { caseId, region: '530129' }, 'accept', by, { caseId });
    await failpoint('act.before-commit');
    return entered;
  });
  await failpoint('act.after-commit');
  await work.run(async (tx) => matterDoor.advance(tx, it, 'close', by, { caseId, outcome: 'approved' }));
}

process.on('message', (message: { say: number }) => {
  void (async () => {
    for (let n = 0; n < message.say; n += 1) await acceptAndClose();
    process.send?.({ said: message.say });
  })();
});
process.on('disconnect', () => process.exit(0));
