import { randomUUID } from 'node:crypto';
import type { LedgerFile, Order, Transaction } from './ledger-file.js';

/** How a day's statement is made wrong, for showing that the platform finds it. */
export interface StatementFaults {
  /** Keys left out: a transaction's id, or a refund's. */
  drop?: string[];
  /** Lines nobody at the platform knows of. */
  add?: Transaction[];
  /** Other amounts, by id. */
  change?: Record<string, string>;
  /** Lines told twice. */
  double?: string[];
}

const idOf = ({ kind, refundId, transactionId }: Transaction): string =>
  kind === 'refunded' ? (refundId ?? transactionId) : transactionId;

/** The day in China on which something happened. */
const dayOf = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);

/** The provider's own books: orders, what was paid on them, what went back. */
export class PaymentLedger {
  readonly orders = new Map<string, Order>();
  readonly transactions: Transaction[] = [];
  private readonly faults = new Map<string, StatementFaults>();

  /** @param file where every entry is kept before anybody is told of it; without one, the books end with the process */
  constructor(private readonly file?: LedgerFile) {
    for (const entry of file?.entries() ?? []) {
      if ('order' in entry) this.orders.set(entry.order.payCode, entry.order);
      else this.transactions.push(entry.transaction);
    }
  }

  /** Takes an order. */
  open(order: Order): void {
    this.file?.keep({ order });
    this.orders.set(order.payCode, order);
  }

  /** Money comes. */
  pay(payCode: string, amountFen: string, at: string): Transaction {
    const transactionId = `P${randomUUID().replaceAll('-', '')}`;
    const paid = { transactionId, kind: 'paid', payCode, amountFen, at } as const;
    this.enter(paid);
    return paid;
  }

  /** Money goes back, once for a refund id. @returns undefined when there is not so much left of the payment */
  refund(refundId: string, transactionId: string, amountFen: string, at: string): Transaction | undefined {
    const known = this.transactions.find((one) => one.refundId === refundId);
    if (known !== undefined) return known;
    const of = this.transactions.filter((one) => one.transactionId === transactionId);
    const left = of.reduce((sum, { kind, amountFen: fen }) => sum + (kind === 'paid' ? 1n : -1n) * BigInt(fen), 0n);
    const payCode = of[0]?.payCode;
    if (payCode === undefined || left < BigInt(amountFen)) return undefined;
    const back = { transactionId, kind: 'refunded', payCode, amountFen, at, refundId } as const;
    this.enter(back);
    return back;
  }

  private enter(transaction: Transaction): void {
    this.file?.keep({ transaction });
    this.transactions.push(transaction);
  }

  /** Makes a day's statement wrong from now on. */
  plant(day: string, faults: StatementFaults): void {
    this.faults.set(day, faults);
  }

  /** Everything of a day in China, with what was planted. */
  statement(day: string): Transaction[] {
    const { drop = [], add = [], change = {}, double = [] } = this.faults.get(day) ?? {};
    const lines = this.transactions.filter(({ at }) => dayOf(at) === day);
    return [...lines, ...add].flatMap((line) => {
      const id = idOf(line);
      if (drop.includes(id)) return [];
      const told = { ...line, amountFen: change[id] ?? line.amountFen };
      return double.includes(id) ? [told, told] : [told];
    });
  }
}
