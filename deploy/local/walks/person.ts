import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** An answer of the gateway. */
export interface Answer {
  status: number;
  // What a service answers is read by the walk as the person would see it.
  body: Record<string, unknown>;
  /** The bytes of it. */
  text: string;
}

/** What is sent, with plain headers. */
export type SentRequest = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };

/** A refusal: the problem+json of an act that was expected to succeed. */
export class Refused extends Error {
  constructor(
    what: string,
    readonly answer: Answer,
  ) {
    super(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}

/** Somebody in front of the gateway: signs in as people do, keeps cookies, acts through the public API. */
export class Person {
  private readonly cookies = new Map<string, string>();

  /**
   * @param gateway address of the gateway
   * @param login account name
   */
  constructor(
    private readonly gateway: string,
    readonly login: string,
  ) {}

  /** Signs in with the code flow: gateway → identity's sign-in page → back. */
  async signIn(password: string): Promise<void> {
    let answer = await this.fetch(`${this.gateway}/sign-in?returnTo=/me`);
    for (let hop = 0; hop < 12; hop += 1) {
      const location = answer.headers.get('location');
      if (location !== null) {
        answer = await this.fetch(new URL(location, answer.url).href);
        continue;
      }
      if (answer.url === `${this.gateway}/me` && answer.status === 200) return;
      answer = await this.fillIn(answer, password);
    }
    throw new Error(`${this.login} could not sign in: ${answer.status} at ${answer.url}`);
  }

  /** Does an act: a POST with a new Idempotency-Key. @throws Refused */
  async act(path: string, body: object = {}, version?: unknown): Promise<Record<string, unknown>> {
    const answer = await this.send(path, body, { version });
    if (answer.status >= 300) throw new Refused(`${this.login} POST ${path}`, answer);
    return answer.body;
  }

  /** Sends a POST and gives the answer whatever it is; tries again while a service is away, with the same key. */
  async send(path: string, body: object, options: { version?: unknown; key?: string } = {}): Promise<Answer> {
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'idempotency-key': options.key ?? randomUUID(),
      'accept-language': 'zh-CN',
    };
    if (options.version !== undefined) headers['if-match'] = `"${JSON.stringify(options.version)}"`;
    return this.patiently(async () =>
      this.fetch(`${this.gateway}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
    );
  }

  /** Sends a request once. @returns the answer, or undefined when nobody answered: it may have been done or not */
  async attempt(path: string, init: SentRequest = {}): Promise<Answer | undefined> {
    return this.fetch(`${this.gateway}${path}`, init)
      .then(toAnswer)
      .catch(() => undefined);
  }

  /** Uploads a file. @throws Refused */
  async upload(path: string, type: string, content: Uint8Array, digest: string): Promise<Record<string, unknown>> {
    const headers = {
      'content-type': type,
      'idempotency-key': randomUUID(),
      'content-digest': `sha-256=:${digest}:`,
    };
    const answer = await this.patiently(async () =>
      this.fetch(`${this.gateway}${path}`, { method: 'POST', headers, body: content as Uint8Array<ArrayBuffer> }),
    );
    if (answer.status >= 300) throw new Refused(`${this.login} upload ${path}`, answer);
    return answer.body;
  }

  /** Reads. @throws Refused */
  async read(path: string): Promise<Record<string, unknown>> {
    const answer = await this.patiently(async () => this.fetch(`${this.gateway}${path}`));
    if (answer.status >= 300) throw new Refused(`${this.login} GET ${path}`, answer);
    return answer.body;
  }

  /** Fetches a file's bytes, waiting while it is being sealed or the door is away. */
  async download(path: string): Promise<Uint8Array> {
    for (let tries = 0; ; tries += 1) {
      const answer = await this.fetch(`${this.gateway}${path}`).then(readBytes, () => undefined);
      if (answer?.status === 200) return answer.bytes;
      const away = answer === undefined || answer.status === 503 || answer.status === 502;
      if (!away || tries > 120) throw new Error(`GET ${path}: ${String(answer?.status)} ${textOf(answer?.bytes)}`);
      await sleep(250);
    }
  }

  /** A service that restarts answers 503 or not at all: people press the button again. */
  private async patiently(send: () => Promise<Response>): Promise<Answer> {
    for (let tries = 0; ; tries += 1) {
      const answer = await send().then(toAnswer, () => undefined);
      const away = answer === undefined || answer.status === 503 || answer.status === 502;
      if (!away || tries > 120) {
        if (answer === undefined) throw new Error('the gateway does not answer');
        return answer;
      }
      await sleep(250);
    }
  }

  private async fillIn(page: Response, password: string): Promise<Response> {
    const html = await page.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1];
    if (action === undefined) throw new Error(`no sign-in form at ${page.url}: ${page.status}`);
    const hidden = [...html.matchAll(/<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)];
    const form = new URLSearchParams(hidden.map(([, name = '', value = '']): [string, string] => [name, value]));
    form.set('login', this.login);
    form.set('password', password);
    return this.fetch(new URL(action.replaceAll('&amp;', '&'), page.url).href, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    });
  }

  private async fetch(url: string, init: SentRequest = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { ...init, headers: { ...init.headers, cookie }, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) this.keep(line);
    return answer;
  }

  private keep(line: string): void {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    const value = pair.slice(at + 1);
    if (value === '') this.cookies.delete(pair.slice(0, at));
    else this.cookies.set(pair.slice(0, at), value);
  }
}

/** The body too: a door that is killed while it answers breaks the connection in the middle of it. */
async function readBytes(response: Response): Promise<{ status: number; bytes: Uint8Array }> {
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
}

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes).slice(0, 500);

async function toAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return { status: response.status, body: isJson ? (JSON.parse(text) as Record<string, unknown>) : { text }, text };
}
