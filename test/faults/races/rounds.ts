import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Person } from '../../../deploy/local/walks/person.js';

/** How often each race is run. */
export const rounds = 100;
const atOnce = 6;
/** How long what one service did may take to reach the others: a slow machine needs its time. */
export const patienceSeconds = 240;

/** Plays every round, some at a time. @returns how each ended */
export async function playRounds<T>(play: (round: number) => Promise<T>, many = rounds): Promise<T[]> {
  const ends: T[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < many) ends.push(await play(next++));
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return ends;
}

/**
 * Who of two begins first, and by how much. How long each takes to come where they meet depends on the machine, so whoever
 * came first begins later the next time: by more and more while nothing changes, by less when something did. Each round
 * differs a little from the one before.
 */
export class Balance {
  private middle = 0;
  private last: boolean | undefined;

  /**
   * @param spread by how many milliseconds rounds differ at most from the middle
   * @param step by how many the middle moves at first
   */
  constructor(
    private readonly spread: number,
    private step = spread / 5,
  ) {}

  /** Milliseconds by which the first begins before the second in a round; negative when it begins after. */
  lead(round: number): number {
    return this.middle + ((((round * 7) % 11) - 5) / 5) * this.spread;
  }

  /** Is told who came first. */
  saw(first: boolean): void {
    this.step = first === this.last ? Math.min(this.spread, this.step * 1.2) : Math.max(this.spread / 5, this.step / 2);
    this.last = first;
    this.middle += first ? -this.step : this.step;
  }
}

/** Does two things, the first some milliseconds before the second. */
export async function together<A, B>(lead: number, first: () => Promise<A>, second: () => Promise<B>): Promise<[A, B]> {
  return Promise.all([sleep(Math.max(0, -lead)).then(first), sleep(Math.max(0, lead)).then(second)]);
}

/** Does an act once, whatever the answer is: nobody presses the button again. */
export async function post(person: Person, path: string, body: object, version?: unknown): Promise<Answer> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
    'accept-language': 'zh-CN',
  };
  if (version !== undefined) headers['if-match'] = `"${JSON.stringify(version)}"`;
  const answer = await person.attempt(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (answer === undefined) throw new Error(`nobody answered ${person.login} at ${path}`);
  return answer;
}

/** What somebody was told: `200`, or the status and stable code of a refusal that also says why, in words. */
export function told({ status, body, text }: Answer): string {
  if (status < 300) return String(status);
  const { code, status: named, detail } = body;
  const clear = typeof code === 'string' && named === status && /\p{Script=Han}/u.test(String(detail));
  return clear ? `${status} ${code}` : `${status} without a clear word: ${text}`;
}
