import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { RowDataPacket } from 'mysql2';
import { SmallDeployment } from './small-deployment.js';

/*
 * One fen off, wherever somebody with all rights over database or provider may put it: the check must fail, and name the
 * bill, the payment or the refund.
 */

// Each look is a process of its own, and the machine may be busy with other things.
jest.setTimeout(180_000);

let site: SmallDeployment;
/** The first payment, the first refund, and the bills they are of. */
let paid: { id: string; bill: string };
let back: { id: string; bill: string };

beforeAll(async () => {
  site = await SmallDeployment.walked('--cases', '6', '--concurrency', '3', '--mix', 'paid=1,paid-late=1');
  paid = await one(`SELECT transaction_id AS id, bill_id AS bill FROM yc_fees.payment
                     JOIN yc_fees.bill USING (bill_id) WHERE state = 'settled' ORDER BY transaction_id LIMIT 1`);
  back = await one(`SELECT refund_id AS id, bill_id AS bill FROM yc_fees.refund ORDER BY refund_id LIMIT 1`);
}, 600_000);

afterAll(async () => site.end(), 60_000);

async function one(sql: string): Promise<{ id: string; bill: string }> {
  const [[row]] = await site.db.query<(RowDataPacket & { id: string; bill: string })[]>(sql);
  if (row === undefined) throw new Error('the load left no such row');
  return row;
}

/** Adds fen to an amount with the root account, looks, and takes them off again. */
async function withFen(table: string, where: string, fen = 1): Promise<Record<string, string[]>> {
  const add = async (many: number): Promise<void> => {
    await site.db.query(`UPDATE yc_fees.${table} SET amount_fen = amount_fen + ? WHERE ${where}`, [many]);
  };
  await add(fen);
  const found = await site.offending();
  await add(-fen);
  return found;
}

async function withBooks(change: (books: string) => string): Promise<Record<string, string[]>> {
  const putBack = site.alterProvider(change);
  const found = await site.offending();
  putBack();
  return found;
}

/** The provider's line of a transaction or a refund, as its books keep it. */
const lineOf = (books: string, id: string): string => {
  const found = books.split('\n').filter((line) => line.startsWith('{"transaction"') && line.includes(id));
  return found.at(-1) ?? '';
};
const oneFenMore = (books: string, id: string): string => {
  const line = lineOf(books, id);
  return books.replace(
    line,
    line.replace(/"amountFen":"(\d+)"/, (_, fen: string) => `"amountFen":"${Number(fen) + 1}"`),
  );
};

it('agrees with the provider before', async () => {
  expect(await site.offending()).toEqual({});
});

describe('one fen, by hand', () => {
  it('more in the journal', async () => {
    expect(await withFen('posting', `entry_key = 'paid:${paid.id}' AND credit = 'receivable'`)).toEqual({
      'I9.held': [paid.bill],
      'I9.owed': [paid.bill],
      'I9.posted-once': [paid.bill],
      'I9.provider-journal': [`paid:${paid.id}`],
    });
  });

  it('less in what is owed to a payer', async () => {
    expect(await withFen('posting', `entry_key = 'refunded:${back.id}'`, -1)).toEqual({
      'I9.due-back': [back.bill],
      'I9.held': [back.bill],
      'I9.provider-journal': [`refunded:${back.id}`],
    });
  });

  it('more in a payment', async () => {
    expect(await withFen('payment', `transaction_id = '${paid.id}'`)).toEqual({
      'I9.held': [paid.bill],
      'I9.posted-once': [paid.bill],
      'I9.provider-paid': [paid.id],
    });
  });

  it('more on a bill that is settled', async () => {
    expect(await withFen('bill', `bill_id = '${paid.bill}'`)).toEqual({
      'I9.income': [paid.bill],
      'I9.lines': [paid.bill],
      'I9.receipt': [paid.bill],
    });
  });

  it('less on a refund', async () => {
    expect(await withFen('refund', `refund_id = '${back.id}'`, -1)).toEqual({
      'I9.ended': [back.bill],
      'I9.held': [back.bill],
      'I9.provider-refunded': [`refunded:${back.id}`],
    });
  });
});

/** Posts an entry that nothing stands behind, looks, and takes it out again. */
async function withPosting(key: string, accounts: [string, string], bill: string): Promise<Record<string, string[]>> {
  const row = [key, ...accounts, 1, bill, 'a-case', '53', new Date()];
  await site.db.query('INSERT INTO yc_fees.posting VALUES (?)', [row]);
  const found = await site.offending();
  await site.db.query('DELETE FROM yc_fees.posting WHERE entry_key = ?', [key]);
  return found;
}

/** Changes a column of the refund, looks, and puts it back. */
async function withRefund(column: 'state' | 'approved_by', value: string): Promise<Record<string, string[]>> {
  const [[before]] = await site.db.query<RowDataPacket[]>('SELECT * FROM yc_fees.refund WHERE refund_id = ?', [
    back.id,
  ]);
  const set = `UPDATE yc_fees.refund SET ${column} = ? WHERE refund_id = ?`;
  await site.db.query(set, [value, back.id]);
  const found = await site.offending();
  await site.db.query(set, [before?.[column], back.id]);
  return found;
}

describe('by hand, too', () => {
  it('an entry that nothing stands behind: in the treasury, as income, of no bill', async () => {
    const key = `cleared:paid:${paid.id}`;
    expect(await withPosting(key, ['treasury', 'clearing'], paid.bill)).toEqual({ 'I9.cleared': [key] });
    expect(await withPosting('gift', ['clearing', 'revenue'], paid.bill)).toEqual({
      'I9.held': [paid.bill],
      'I9.income': [paid.bill],
    });
    expect(await withPosting('gift', ['clearing', 'revenue'], 'nobody')).toEqual({ 'I9.whose': ['gift'] });
  });

  it('money kept although the case came to nothing, and a refund the biller approved', async () => {
    expect(await withRefund('state', 'declined')).toEqual({
      'I4.version fees refund': [back.id],
      'I8.ended refunds': [expect.stringContaining('declined instead of refunded')],
      'I9.ended': [back.bill],
      'I9.held': [back.bill],
      'I9.provider-refunded': [`refunded:${back.id}`],
    });
    const { id: biller } = await one(
      `SELECT billed_by AS id, bill_id AS bill FROM yc_fees.bill WHERE bill_id = '${back.bill}'`,
    );
    expect(await withRefund('approved_by', biller)).toEqual({ 'I9.two-persons': [back.id] });
  });
});

describe('at the provider', () => {
  it('one fen more of a payment, and of a refund', async () => {
    expect(await withBooks((books) => oneFenMore(books, paid.id))).toEqual({
      'I9.provider-journal': [`paid:${paid.id}`],
      'I9.provider-paid': [paid.id],
    });
    expect(await withBooks((books) => oneFenMore(books, back.id))).toEqual({
      'I9.provider-journal': [`refunded:${back.id}`],
      'I9.provider-refunded': [`refunded:${back.id}`],
    });
  });

  it('a payment and a refund it does not know of', async () => {
    expect(await withBooks((books) => books.replace(lineOf(books, paid.id), ''))).toEqual({
      'I9.provider-has-payment': [paid.id],
    });
    expect(await withBooks((books) => books.replace(lineOf(books, back.id), ''))).toEqual({
      'I9.provider-has-refund': [back.id],
    });
  });

  it('a payment that it holds twice, and one that nobody here heard of', async () => {
    expect(await withBooks((books) => `${books}\n${lineOf(books, paid.id)}`)).toEqual({
      'I9.provider-paid': [paid.id],
    });
    const unheard = (books: string): string => lineOf(books, paid.id).replace(paid.id, 'Punheard');
    expect(await withBooks((books) => `${books}\n${unheard(books)}`)).toEqual({
      'I9.provider-journal': ['paid:Punheard'],
      'I9.provider-paid': ['Punheard'],
    });
  });

  it('what a person settled with a reason is explained', async () => {
    await site.db.query(
      `INSERT INTO yc_fees.difference (difference_id, day, region, state, kind, entry_key, pay_code, transaction_id, reason,
         found_at, version) VALUES ('planted', '2026-01-01', '53', 'open', 'missing-here', 'paid:Punheard', '', 'Punheard',
         '', NOW(3), 1)`,
    );
    const planted = async (): Promise<string[]> =>
      Object.keys(await withBooks((books) => `${books}\n${lineOf(books, paid.id).replace(paid.id, 'Punheard')}`));
    expect(await planted()).toContain('I9.provider-paid');
    await site.db.query(`UPDATE yc_fees.difference SET state = 'settled' WHERE difference_id = 'planted'`);
    expect((await planted()).filter((id) => id.startsWith('I9'))).toEqual([]);
    await site.db.query(`DELETE FROM yc_fees.difference WHERE difference_id = 'planted'`);
  });
});

it('agrees with the provider after all of it was taken out again', async () => {
  expect(await site.offending()).toEqual({});
});
