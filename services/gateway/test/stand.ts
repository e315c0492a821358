import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { once } from 'node:events';
import { Work } from '#lib/persistence';
import type { Served } from '#lib/service-kit';
import { freePort, runService } from '#lib/testing';
import { Browser, locationOf } from '../../identity/test/sign-in.js';
import { IdentityStand, password } from '../../identity/test/stand.js';
import { GatewayConfig } from '../src/gateway.config.js';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import { Session } from '../src/session/session.entity.js';
import { startGateway } from '../src/start.js';

const parts = { name: 'gateway', config: GatewayConfig, migrations, insertOnlyTables, start: startGateway };
const clientSecret = 'a-secret-of-this-test-only-0123456789';

/** A request as it reached the service behind the gateway. */
export interface Seen {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  /** Bytes of the body. */
  size: number;
  sha256: string;
}

/** A service behind the gateway: remembers what reached it and answers with it. */
export class EchoService {
  readonly seen: Seen[] = [];
  private readonly server: Server;

  constructor(readonly port: number) {
    this.server = createServer((request, response) => {
      const digest = createHash('sha256');
      let size = 0;
      request.on('data', (chunk: Buffer) => {
        size += chunk.length;
        digest.update(chunk);
      });
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        const seen = { method, url, headers, size, sha256: digest.digest('hex') };
        this.seen.push(seen);
        const status = Number(headers['x-answer-status'] ?? 200);
        response.writeHead(status, { 'content-type': 'application/json', 'set-cookie': '__Host-yichuang=stolen' });
        response.end(JSON.stringify(seen));
      });
    });
  }

  async start(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }
}

/** The gateway before identity and an echoing catalogue; the other services are down. */
export class GatewayStand {
  readonly others: Served[] = [];

  private constructor(
    readonly identity: IdentityStand,
    readonly echo: EchoService,
    readonly config: GatewayConfig,
    readonly served: Served,
  ) {}

  static async start(): Promise<GatewayStand> {
    const [port, echoPort, nobody] = [await freePort(), await freePort(), await freePort()];
    const gateway = `http://127.0.0.1:${port}`;
    const identity = await IdentityStand.start({
      GATEWAY_CLIENT_SECRET: clientSecret,
      GATEWAY_REDIRECT_URIS: `${gateway}/sign-in/callback`,
      GATEWAY_POST_LOGOUT_REDIRECT_URIS: `${gateway}/`,
    });
    const echo = new EchoService(echoPort);
    await echo.start();
    const down = `http://127.0.0.1:${nobody}`;
    const { config, served } = await runService(identity.servers, parts, {
      PORT: port,
      NATS_URL: 'nats://127.0.0.1:1',
      ISSUER: identity.config.ISSUER,
      PUBLIC_URL: gateway,
      GATEWAY_CLIENT_SECRET: clientSecret,
      SESSION_KEY: 'cd'.repeat(32),
      CATALOGUE_URL: `http://127.0.0.1:${echoPort}`,
      IDENTITY_URL: `http://127.0.0.1:${identity.served.port}`,
      INTAKE_URL: down,
      REVIEW_URL: down,
      CERTIFICATES_URL: `http://127.0.0.1:${echoPort}`,
      DISPATCH_URL: down,
      FEES_URL: down,
      EVALUATION_URL: down,
      SUPERVISION_URL: down,
    });
    return new GatewayStand(identity, echo, config, served);
  }

  /** A second gateway on the same sessions. @returns its address */
  async another(change: Partial<GatewayConfig> = {}): Promise<string> {
    const served = await startGateway(Object.assign(new GatewayConfig(), this.config, { PORT: 0 }, change));
    this.others.push(served);
    return `http://127.0.0.1:${served.port}`;
  }

  async close(): Promise<void> {
    for (const served of [...this.others, this.served]) await served.close();
    await this.echo.stop();
    await this.identity.close();
  }

  url(path: string): string {
    return `${this.config.PUBLIC_URL}${path}`;
  }

  /** A request of a signed-in browser, at this gateway or another. */
  async ask(browser: Browser, url: string): Promise<Response> {
    return fetch(url, { headers: { cookie: browser.jar.header() } });
  }

  /** Up to the page that asks for the password. @returns its address */
  async openSignIn(browser: Browser, returnTo = '/me'): Promise<URL> {
    const begun = await browser.get(this.url(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`));
    return locationOf(await browser.get(locationOf(begun, this.url('/'))), this.config.ISSUER);
  }

  /** Up to the address that identity sends the browser back to. */
  async openCallback(browser: Browser, login: string, returnTo = '/me'): Promise<URL> {
    const page = await this.openSignIn(browser, returnTo);
    const answered = await browser.post(page, { login, password });
    if (answered.status !== 303) throw new Error(`sign-in refused: ${answered.status}`);
    return locationOf(await browser.get(locationOf(answered, page.href)), this.config.ISSUER);
  }

  /** The whole sign-in. @returns a browser that is signed in */
  async signIn(login: string): Promise<Browser> {
    const browser = new Browser();
    const answer = await browser.get(await this.openCallback(browser, login));
    if (answer.status !== 302) throw new Error(`sign-in not completed: ${answer.status} ${await answer.text()}`);
    return browser;
  }

  async sessions(): Promise<Session[]> {
    return this.served.app.get(Work).run(async (tx) => tx.find(Session, { take: 50 }));
  }

  /** The session of somebody, changed in the database. */
  async change(personId: string, change: Partial<Pick<Session, 'until' | 'accessUntil'>>): Promise<void> {
    await this.served.app.get(Work).run(async (tx) => tx.update(Session, { personId }, change));
  }

  async forget(): Promise<void> {
    await this.served.app.get(Work).run(async (tx) => tx.query('DELETE FROM session'));
    this.echo.seen.length = 0;
  }
}

/** A JSON answer. */
export async function read(response: Response): Promise<{ status: number; body: Record<string, unknown> }> {
  const body: Record<string, unknown> = JSON.parse(await response.text());
  return { status: response.status, body };
}
