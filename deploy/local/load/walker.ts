import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type Person, Refused, type SentRequest } from '../walks/person.js';
import type { ClientLog } from './client-log.js';
import type { Tally } from './tally.js';

/** How long an answer or a hand-off is waited for before the walk is given up. */
const patienceMilliseconds = 180_000;
const firstPause = 20;
const longestPause = 500;

/** Answers that say nothing of the act: nobody was there, or not now. */
const notNow = new Set([429, 502, 503, 504]);

/** Somebody who acts in the load: everything is written down, timed, and asked again with the same key until known. */
export class Walker {
  constructor(
    private readonly person: Person,
    private readonly log: ClientLog,
    private readonly tally: Tally,
  ) {}

  get login(): string {
    return this.person.login;
  }

  /**
   * Does an act.
   *
   * @param step its name in the report
   * @param path of the API
   * @param body its content
   * @param version of the row as seen, where the act wants one
   * @throws Refused
   */
  async act(step: string, path: string, body: object, version?: unknown): Promise<Record<string, unknown>> {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (version !== undefined) headers['if-match'] = `"${JSON.stringify(version)}"`;
    return this.post(step, path, { body: JSON.stringify(body), headers });
  }

  /** Hands a file in. @throws Refused */
  async upload(step: string, path: string, type: string, content: Buffer): Promise<Record<string, unknown>> {
    const digest = createHash('sha256').update(content).digest('base64');
    const headers = { 'content-type': type, 'content-digest': `sha-256=:${digest}:` };
    return this.post(step, path, { body: new Uint8Array(content), headers });
  }

  /** Reads. @throws Refused */
  async read(path: string): Promise<Record<string, unknown>> {
    const answer = await this.insist(async () => this.person.attempt(path));
    if (answer.status < 300) return answer.body;
    throw new Refused(`${this.login} GET ${path}`, answer);
  }

  /**
   * Waits for what another desk did to arrive here: what is not there yet is looked for again, less and less often.
   *
   * @param step its name in the report
   * @param look answers undefined, or is told that there is no such thing, until it has arrived
   */
  async reach<T>(step: string, look: () => Promise<T | undefined>): Promise<T> {
    const began = performance.now();
    for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 1.5)) {
      const found = await look().catch(missing);
      if (found !== undefined) {
        this.tally.took(step, performance.now() - began);
        return found;
      }
      if (performance.now() - began > patienceMilliseconds) throw new Error(`${this.login} waits in vain: ${step}`);
      await sleep(pause);
    }
  }

  private async post(step: string, path: string, request: SentRequest): Promise<Record<string, unknown>> {
    const [op, key] = [randomUUID(), randomUUID()];
    await this.log.write({ op, key, person: this.login, service: path.split('/')[2] ?? '', act: path.slice(0, 200) });
    const began = performance.now();
    const headers = { ...request.headers, 'idempotency-key': key, 'accept-language': 'zh-CN' };
    const answer = await this.insist(async () => this.person.attempt(path, { ...request, method: 'POST', headers }));
    this.tally.took(step, performance.now() - began);
    if (answer.status >= 300) {
      await this.log.write({ op, outcome: 'fail' });
      this.tally.refused(codeOf(answer));
      throw new Refused(`${this.login} POST ${path}`, answer);
    }
    await this.log.write({ op, outcome: 'ok', answer: createHash('sha256').update(answer.text).digest('hex') });
    return answer.body;
  }

  private async insist(attempt: () => Promise<Answer | undefined>): Promise<Answer> {
    return insist(this.login, this.tally, attempt);
  }
}

/**
 * Asks again while nobody answers, or not now: with the key of the act it is the same act.
 *
 * @param who asks
 * @param tally counts what was no answer
 * @param attempt asks once
 * @throws Error when nobody answers for three minutes
 */
export async function insist(who: string, tally: Tally, attempt: () => Promise<Answer | undefined>): Promise<Answer> {
  const end = performance.now() + patienceMilliseconds;
  for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 2)) {
    const answer = await attempt();
    if (answer !== undefined && !notNow.has(answer.status)) return answer;
    tally.refused(answer === undefined ? 'no answer' : codeOf(answer));
    if (performance.now() > end) throw new Error(`${who} gets no answer: ${answer?.text ?? ''}`);
    await sleep(pause);
  }
}

const codeOf = ({ status, body }: Answer): string =>
  typeof body['code'] === 'string' ? body['code'] : `status ${status}`;

function missing(error: unknown): undefined {
  if (error instanceof Refused && error.answer.status === 404) return undefined;
  throw error;
}
