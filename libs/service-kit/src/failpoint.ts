import { setTimeout as sleep } from 'node:timers/promises';

interface Armed {
  action: 'kill' | 'throw' | 'hang';
  /** Fires at this occurrence, counted from 1. */
  at: number;
  seen: number;
}

let armed = new Map<string, Armed>();

/**
 * Arms failpoints from a text such as `relay.after-publish=kill@2;runner.before-commit=throw@1`.
 *
 * @param text the setting; empty arms nothing
 * @param production when true, arming anything is refused
 */
export function armFailpoints(text: string, production: boolean): void {
  const entries = text.split(';').filter((entry) => entry !== '');
  if (entries.length > 0 && production) throw new Error('FAILPOINTS is set in production mode: remove it');
  armed = new Map(entries.map(parseEntry));
}

function parseEntry(entry: string): [string, Armed] {
  const match = /^([a-z.-]+)=(kill|throw|hang)(?:@(\d+))?$/.exec(entry);
  if (match?.[1] === undefined) throw new Error(`FAILPOINTS: "${entry}" is not name=kill|throw|hang@occurrence`);
  return [match[1], { action: match[2] as Armed['action'], at: Number(match[3] ?? 1), seen: 0 }];
}

/**
 * A named place where a test can make the process die or err; does nothing otherwise.
 *
 * @param name e.g. `relay.after-publish`
 */
export async function failpoint(name: string): Promise<void> {
  const point = armed.get(name);
  if (point === undefined) return;
  point.seen += 1;
  if (point.seen !== point.at) return;
  if (point.action === 'throw') throw new Error(`failpoint ${name}`);
  if (point.action === 'hang') return sleep(600_000);
  process.kill(process.pid, 'SIGKILL');
  // The signal is not delivered within this turn: nothing after this line may run.
  await sleep(600_000);
}
