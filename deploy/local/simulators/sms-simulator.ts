import { serveJson, type Simulator, type SimulatorAnswer, type SimulatorRequest } from './json-server.js';
import type { SimulatorConfig } from './simulator.config.js';
import { isSigned } from './signed-body.js';

interface Message {
  messageId: string;
  phone: string;
  text: string;
  at: string;
}

const kept = 10_000;

/** An SMS gateway that keeps the messages instead of sending them. */
class SmsGateway {
  private readonly messages = new Map<string, Message>();
  private down = false;

  constructor(private readonly secret: string) {}

  answer({ method, path, query, headers, body }: SimulatorRequest): SimulatorAnswer {
    if (path === '/behaviour' && method === 'POST') return this.behave(body);
    if (path === '/messages' && method === 'GET') return this.list(query.get('phone'));
    if (this.down) return { status: 503, body: { error: 'the gateway is down' } };
    const id = /^\/messages\/([\w-]{1,80})$/.exec(path)?.[1];
    if (id === undefined || method !== 'PUT') return { status: 404, body: { error: 'no such address' } };
    if (!isSigned(this.secret, body, headers, Date.now())) return { status: 401, body: { error: 'signature' } };
    return this.keep(id, body);
  }

  private behave(body: string): SimulatorAnswer {
    const { mode }: { mode?: string } = JSON.parse(body);
    if (mode !== 'normal' && mode !== 'down') return { status: 400, body: { allowed: ['normal', 'down'] } };
    this.down = mode === 'down';
    return { status: 200, body: { mode } };
  }

  /** For a demonstration and its tests: what the phones have received. */
  private list(phone: string | null): SimulatorAnswer {
    const items = [...this.messages.values()].filter((message) => phone === null || message.phone === phone);
    return { status: 200, body: { items } };
  }

  private keep(messageId: string, body: string): SimulatorAnswer {
    if (this.messages.has(messageId)) return { status: 200, body: { messageId } };
    const { phone, text }: { phone?: string; text?: string } = JSON.parse(body);
    if (!phone || !text) return { status: 422, body: { error: 'phone and text needed' } };
    this.messages.set(messageId, { messageId, phone, text, at: new Date().toISOString() });
    const [oldest] = this.messages.keys();
    if (this.messages.size > kept && oldest !== undefined) this.messages.delete(oldest);
    return { status: 201, body: { messageId } };
  }
}

/** Starts the SMS simulator. @param config where it serves */
export async function startSms(config: SimulatorConfig): Promise<Simulator> {
  const gateway = new SmsGateway(config.secret);
  return serveJson(config, (request) => gateway.answer(request));
}
