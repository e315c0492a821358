/** The accounts of the journal; receivable and refunds payable are kept for each bill. */
export const accounts = [
  'receivable', // 应收非税款: billed and not yet paid
  'clearing', // 支付机构待结算: paid to the provider, not yet in the treasury
  'treasury', // 国库: what the daily statement confirms; the hall holds no money
  'revenue', // 非税收入: what was billed
  'refunds-payable', // 应退款: owed to payers
] as const;

/** One of the accounts. */
export type Account = (typeof accounts)[number];

/** An amount that leaves the credit account and enters the debit account, in fen. */
export interface Movement {
  debit: Account;
  credit: Account;
  amountFen: bigint;
}

/**
 * How a payment is posted: what is still owed settles the receivable, the rest is owed to the payer.
 *
 * @param amountFen paid
 * @param owedFen what was still to be paid; nothing when the bill cannot be paid any more
 */
export function paymentMovements(amountFen: bigint, owedFen: bigint): Movement[] {
  const credited = amountFen < owedFen ? amountFen : owedFen;
  const movements: Movement[] = [
    { debit: 'clearing', credit: 'receivable', amountFen: credited },
    { debit: 'clearing', credit: 'refunds-payable', amountFen: amountFen - credited },
  ];
  return movements.filter((one) => one.amountFen > 0n);
}

/** What every account holds after some movements: debit is plus, credit is minus, and all together are nothing. */
export function balancesOf(movements: readonly Movement[]): Record<Account, bigint> {
  const balances = Object.fromEntries(accounts.map((name) => [name, 0n])) as Record<Account, bigint>;
  for (const { debit, credit, amountFen } of movements) {
    balances[debit] += amountFen;
    balances[credit] -= amountFen;
  }
  return balances;
}
