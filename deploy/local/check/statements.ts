import { signedRequestHeaders } from '../simulators/signed-request.js';

/** A line of a payment provider's statement (对账单). Amounts are fen as decimal strings. */
export interface StatementLine {
  kind: 'paid' | 'refunded';
  transactionId: string;
  payCode: string;
  amountFen: string;
  /** Ours, when money went back. */
  refundId?: string;
}

/** Who tells, day by day, what money came and went: every payment provider does, and the simulated one. */
export interface Statements {
  /** Everything of a day. @param day yyyy-mm-dd in China @throws Error when the provider does not tell */
  ofDay(day: string): Promise<StatementLine[]>;
}

const timeoutMilliseconds = 10_000;

/** The provider as fees is connected with it: the check is answered what fees would be. */
export class SignedStatements implements Statements {
  /**
   * @param url http://host:port
   * @param secret shared with the provider
   */
  constructor(
    private readonly url: string,
    private readonly secret: string,
  ) {}

  async ofDay(day: string): Promise<StatementLine[]> {
    const path = `/statements/${day}`;
    const headers = signedRequestHeaders(this.secret, { method: 'GET', path, body: '' }, Date.now());
    const answer = await fetch(`${this.url}${path}`, { headers, signal: AbortSignal.timeout(timeoutMilliseconds) });
    if (!answer.ok) throw new Error(`the payment provider answered ${answer.status} for the statement of ${day}`);
    return ((await answer.json()) as { lines: StatementLine[] }).lines;
  }
}
