import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** What may be paid under a pay code. */
export interface Order {
  payCode: string;
  amountFen: string;
  billNumber: string;
}

/** Money that came, or went back. */
export interface Transaction {
  transactionId: string;
  kind: 'paid' | 'refunded';
  payCode: string;
  amountFen: string;
  at: string;
  refundId?: string;
}

/** An entry of the provider's books. */
export type LedgerEntry = { order: Order } | { transaction: Transaction };

/** The provider's books on disk, an entry a line: what it took it still knows after it was started again. */
export class LedgerFile {
  /** @param path made with the first entry */
  constructor(private readonly path: string) {}

  /** Everything that was kept, in its order. */
  entries(): LedgerEntry[] {
    if (!existsSync(this.path)) return [];
    const lines = readFileSync(this.path, 'utf8').split('\n');
    // Half a line was being written when the process was killed: nobody was told of it.
    return lines.filter((line) => line.endsWith('}}')).map((line) => JSON.parse(line) as LedgerEntry);
  }

  /** Keeps an entry; a killed process loses none. */
  keep(entry: LedgerEntry): void {
    appendFileSync(this.path, `\n${JSON.stringify(entry)}`, { mode: 0o600 });
  }
}
