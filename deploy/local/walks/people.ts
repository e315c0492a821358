import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../say.js';
import { type Answer, Person } from './person.js';

/** The people of the hall, by login. */
export class People {
  private readonly signedIn = new Map<string, Person>();

  constructor(
    readonly gateway: string,
    private readonly password: string,
  ) {}

  /** Somebody by login, signed in when first asked for. */
  async get(login: string): Promise<Person> {
    const known = this.signedIn.get(login);
    if (known !== undefined) return known;
    const person = new Person(this.gateway, login);
    await person.signIn(this.password);
    this.signedIn.set(login, person);
    return person;
  }

  /** Signs in whoever walks, and waits until the services have heard of their rights. */
  async everybodySignsIn(): Promise<void> {
    const reads: [string, string][] = [
      ['clerk-li', '/api/intake/cases?limit=1'],
      ['clerk-wang', '/api/intake/cases?limit=1'],
      ['chief-sj', '/api/review/cases?limit=1'],
      ['chief-jt', '/api/review/cases?limit=1'],
      ['chief-yc', '/api/review/cases?limit=1'],
      ['authority-wu', '/api/identity/staff?limit=1'],
      ['issue-zhao', '/api/dispatch/orders?limit=1'],
      ['cashier-qian', '/api/fees/bills?limit=1'],
      ['cashier-sun', '/api/fees/bills?limit=1'],
      ['citizen-chen', '/api/intake/cases?limit=1'],
      ['supervisor-zheng', '/api/supervision/cards?limit=1'],
    ];
    for (const [login, path] of reads) {
      const person = await this.get(login);
      // A machine that starts two deployments at once takes its time.
      await soon(`${login} may read ${path}`, async () => person.read(path), 180);
    }
  }
}

let toldAt = performance.now();

/** A walk begins: its first step takes the time from now on. */
export function beginTelling(): void {
  toldAt = performance.now();
}

/** Prints one step of a walk: who did what, how long it took since the step before, what came of it. */
export function tell(who: string, what: string, outcome = ''): void {
  const milliseconds = Math.round(performance.now() - toldAt);
  toldAt = performance.now();
  say(`    ${String(milliseconds).padStart(5)} ms  ${who.padEnd(14)} ${what}${outcome === '' ? '' : `  → ${outcome}`}`);
}

/** A field of an answer that must be a text. */
export function text(answer: Record<string, unknown>, field: string): string {
  const value = answer[field];
  if (typeof value === 'string') return value;
  throw new Error(`the answer has no ${field}: ${JSON.stringify(answer)}`);
}

/** Tries until it succeeds: what one service did, another hears a moment later. */
export async function soon<T>(what: string, look: () => Promise<T>, seconds = 60): Promise<T> {
  const end = performance.now() + seconds * 1_000;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > end) throw new Error(`${what}: not within ${seconds} s`, { cause: error });
    }
    await sleep(100);
  }
}

/** Reads until a field has a value. */
export async function untilField(person: Person, path: string, field: string, value: string): Promise<Answer['body']> {
  return soon(`${path} ${field}=${value}`, async () => {
    const body = await person.read(path);
    if (body[field] !== value) throw new Error(`${field} is ${String(body[field])}`);
    return body;
  });
}
