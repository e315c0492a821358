import { run } from '#lib/service-kit';
import { acceptAndClose, startDesk } from './stand.js';

/*
 * A desk as a process of its own, to be killed or ended for real. A message `{say: n}` lets it accept and close n matters,
 * one after the other; it answers `{said: n}`.
 */

const env = (name: string): string => process.env[name] ?? '';

await run(env('DESK'), async () => {
  const desk = await startDesk(env('DESK') as 'intake' | 'review', env('DATABASE_URL'), env('NATS_URL'));
  process.on('message', (message: { say: number }) => {
    void (async () => {
      for (let n = 0; n < message.say; n += 1) await acceptAndClose(desk);
      process.send?.({ said: message.say });
    })();
  });
  return desk;
});
