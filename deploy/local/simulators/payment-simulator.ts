import { setTimeout as sleep } from 'node:timers/promises';
import { CallbackSender } from './callback-sender.js';
import { serveJson, type Simulator, type SimulatorAnswer, type SimulatorRequest } from './json-server.js';
import { LedgerFile, type Order, type Transaction } from './ledger-file.js';
import { PaymentLedger, type StatementFaults } from './payment-ledger.js';
import { isSignedRequest, signedRequestHeaders } from './signed-request.js';
import type { PaymentSimulatorConfig } from './simulator.config.js';

/**
 * How the provider behaves: `down` answers 503; `silent` tells nobody what was paid; `held` keeps callbacks until another
 * mode, then sends them last first.
 */
export type PaymentBehaviour = 'normal' | 'down' | 'silent' | 'held';

/** How somebody pays: another amount, several times, after a failed try, some time ago or in a while. */
interface Paying {
  amountFen?: string;
  times?: number;
  failFirst?: boolean;
  at?: string;
  afterMs?: number;
}

const behaviours: readonly PaymentBehaviour[] = ['normal', 'down', 'silent', 'held'];
const refused = (status: number, error: string): SimulatorAnswer => ({ status, body: { error } });
const now = (): string => new Date().toISOString();

/** A payment provider: takes money for pay codes, keeps its own ledger, calls back, and tells every day what it took. */
class PaymentProvider {
  private readonly ledger: PaymentLedger;
  private behaviour: PaymentBehaviour = 'normal';
  private held: object[] = [];

  constructor(
    private readonly config: PaymentSimulatorConfig,
    private readonly callbacks: CallbackSender,
  ) {
    const { ledgerFile } = config;
    this.ledger = new PaymentLedger(ledgerFile === undefined ? undefined : new LedgerFile(ledgerFile));
  }

  async answer(request: SimulatorRequest): Promise<SimulatorAnswer> {
    const { method, path, body } = request;
    const [, place, id = ''] = /^\/([a-z-]+)(?:\/([\w-]{1,40}))?$/.exec(path) ?? [];
    if (place === 'behaviour' && method === 'POST') return this.behave(body);
    if (place === 'statement-faults' && method === 'POST') return this.plant(id, body);
    if (place === 'pay') return method === 'POST' ? this.pay(id, body) : this.show(id);
    if (this.behaviour === 'down') return refused(503, 'the provider is down');
    if (!isSignedRequest(this.config.secret, request, Date.now())) return refused(401, 'signature');
    if (place === 'orders') return method === 'PUT' ? this.order(id, body) : this.show(id);
    if (place === 'refunds' && method === 'PUT') return this.refund(id, body);
    if (place === 'statements') return { status: 200, body: { day: id, lines: this.ledger.statement(id) } };
    return refused(404, 'no such address');
  }

  private behave(body: string): SimulatorAnswer {
    const { mode }: { mode?: string } = JSON.parse(body);
    const found = behaviours.find((one) => one === mode);
    if (found === undefined) return { status: 400, body: { allowed: behaviours } };
    this.behaviour = found;
    if (found !== 'held') for (const content of this.held.splice(0).reverse()) this.tell(content);
    return { status: 200, body: { mode: found } };
  }

  private plant(day: string, body: string): SimulatorAnswer {
    this.ledger.plant(day, JSON.parse(body) as StatementFaults);
    return { status: 200, body: { day } };
  }

  /** The same pay code twice is one order; another amount under it is refused. */
  private order(payCode: string, body: string): SimulatorAnswer {
    const known = this.ledger.orders.get(payCode);
    const { amountFen, billNumber }: Partial<Order> = JSON.parse(body);
    if (amountFen === undefined || billNumber === undefined) return refused(422, 'amountFen and billNumber needed');
    if (known !== undefined) {
      return known.amountFen === amountFen ? { status: 200, body: known } : refused(409, 'another amount');
    }
    const order = { payCode, amountFen, billNumber };
    this.ledger.open(order);
    return { status: 201, body: order };
  }

  private show(payCode: string): SimulatorAnswer {
    const order = this.ledger.orders.get(payCode);
    if (order === undefined) return refused(404, 'no such pay code');
    const transactions = this.ledger.transactions.filter((one) => one.payCode === payCode);
    return { status: 200, body: { ...order, transactions } };
  }

  /** What a payer does at a bank or in an app. */
  private async pay(payCode: string, body: string): Promise<SimulatorAnswer> {
    const order = this.ledger.orders.get(payCode);
    if (order === undefined) return refused(404, 'no such pay code');
    const paying: Paying = body === '' ? {} : JSON.parse(body);
    await sleep(paying.afterMs ?? 0, undefined, { ref: false });
    const { amountFen = order.amountFen, times = 1, failFirst = false, at = now() } = paying;
    if (failFirst) this.tell({ kind: 'failed', payCode, transactionId: 'F1', amountFen, at });
    const paid = Array.from({ length: times }, () => this.ledger.pay(payCode, amountFen, at));
    for (const one of paid) this.tell(one);
    return { status: 200, body: { paid } };
  }

  /** The money leaves a moment later, and is called back. */
  private refund(refundId: string, body: string): SimulatorAnswer {
    const { transactionId = '', amountFen = '' }: Partial<Transaction> = JSON.parse(body);
    const before = this.ledger.transactions.length;
    const back = this.ledger.refund(refundId, transactionId, amountFen, now());
    if (back === undefined) return refused(409, 'not so much is left of this payment');
    if (this.ledger.transactions.length === before) return { status: 200, body: { status: 'refunded', at: back.at } };
    this.tell(back);
    return { status: 202, body: { status: 'accepted', at: back.at } };
  }

  private tell(content: object): void {
    if (this.behaviour === 'held') this.held.push(content);
    else if (this.behaviour !== 'silent') this.callbacks.send(content);
  }
}

/** Starts the payment provider simulator. @param config where it serves, where it calls back and keeps its books */
export async function startPayment(config: PaymentSimulatorConfig): Promise<Simulator> {
  const callbacks = new CallbackSender(config, (body, at) => {
    const path = new URL(config.callbackUrl).pathname;
    return signedRequestHeaders(config.secret, { method: 'POST', path, body }, at);
  });
  const provider = new PaymentProvider(config, callbacks);
  const simulator = await serveJson(config, async (request) => provider.answer(request));
  const close = async (): Promise<void> => {
    callbacks.stop();
    await simulator.close();
  };
  return { ...simulator, close };
}
