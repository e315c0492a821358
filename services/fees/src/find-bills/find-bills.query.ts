import { Injectable } from '@nestjs/common';
import { type Caller, scopeOf } from '#lib/access';
import { cursorPage, type Page, parseCursor, type Tx } from '#lib/persistence';
import { Documents, type ReadDocument } from '#lib/seals';
import { answerOf } from '../bill/bill.dto.js';
import type { Bill } from '../bill/bill.entity.js';
import { billedLines, getBill, listBills, plannedLines } from '../bill/bill.repository.js';
import { findChargedCase } from '../charged-case/charged-case.repository.js';
import { paymentsOf } from '../payment/payment.repository.js';
import { Receipt } from '../receipt/receipt.entity.js';
import { answerOf as refundOf } from '../refund/refund.dto.js';
import { refundsOf } from '../refund/refund.repository.js';
import type { BillLineView, BillView, ListBillsQuery } from './find-bills.dto.js';

/** Reads bills: the region's for the cashier, their own for citizens. No bill names anybody. */
@Injectable()
export class FindBills {
  constructor(private readonly documents: Documents) {}

  /** Newest first. */
  async list(tx: Tx, caller: Caller, query: ListBillsQuery): Promise<Page<BillLineView>> {
    const scope = await scopeOf(tx, caller);
    const rows = await listBills(tx, scope, query, { before: parseCursor(query.cursor), limit: query.limit });
    const page = cursorPage(rows, query.limit, ({ billId }) => billId);
    return { ...page, items: page.items.map(lineOf) };
  }

  /** One bill. @throws DomainError `bill.not-found` */
  async one(tx: Tx, caller: Caller, billId: string): Promise<BillView> {
    const bill = await getBill(tx, await scopeOf(tx, caller), billId);
    const it = await findChargedCase(tx, bill.caseId);
    const documents = await this.documents.listOf(tx, billId);
    return {
      ...lineOf(bill),
      caseNumber: it?.caseNumber ?? '',
      itemName: it?.itemName ?? '',
      ...(await linesOf(tx, billId)),
      ...(await moneyOf(tx, billId)),
      documents: documents.map(({ documentId, kind, number, state }) => ({ documentId, kind, number, state })),
    };
  }

  /** A sealed paper of a bill, seen through it. @throws DomainError `bill.not-found`, `document.*` */
  async file(tx: Tx, caller: Caller, billId: string, documentId: string): Promise<ReadDocument> {
    const scope = await scopeOf(tx, caller);
    await getBill(tx, scope, billId);
    const found = (await this.documents.listOf(tx, billId)).some((one) => one.documentId === documentId);
    return this.documents.read(tx, scope, found ? documentId : '');
  }
}

const lineOf = (bill: Bill): BillLineView => ({ ...answerOf(bill), timing: bill.timing });

async function linesOf(tx: Tx, billId: string): Promise<Pick<BillView, 'planned' | 'billed'>> {
  const planned = await plannedLines(tx, billId);
  const billed = await billedLines(tx, billId);
  return {
    planned: planned.map(({ code, name, unitFen, basis, condition }) => ({ code, name, unitFen, basis, condition })),
    billed: billed.map(({ code, name, quantity, amountFen, basis }) => ({ code, name, quantity, amountFen, basis })),
  };
}

async function moneyOf(tx: Tx, billId: string): Promise<Pick<BillView, 'payments' | 'refunds' | 'receipt'>> {
  const payments = await paymentsOf(tx, billId);
  const receipt = await tx.findOne(Receipt, { where: { billId } });
  return {
    payments: payments.map(({ transactionId, amountFen, creditedFen, paidAt }) => ({
      transactionId,
      amountFen,
      creditedFen,
      paidAt: paidAt.toISOString(),
    })),
    refunds: (await refundsOf(tx, billId)).map(refundOf),
    receipt:
      receipt === undefined ? null : { code: receipt.code, number: receipt.number, checkCode: receipt.checkCode },
  };
}
