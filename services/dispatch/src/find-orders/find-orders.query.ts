import { Injectable } from '@nestjs/common';
import { type Caller, maskCreditCode, maskIdNumber, maskName, maskPhone, PersonalVault, scopeOf } from '#lib/access';
import { cursorPage, type Page, parseCursor, type Tx } from '#lib/persistence';
import { Documents, type SealedDocument } from '#lib/seals';
import type { Applicant } from '../applicant/applicant.js';
import { Consignment } from '../consignment/consignment.entity.js';
import { standingHolds } from '../hold/hold.repository.js';
import type { DispatchOrder } from '../order/order.entity.js';
import { getOrder, listOrders } from '../order/order.repository.js';
import type { ListOrdersQuery, OrderLine, OrderView } from './find-orders.dto.js';

/** Reads orders, masked. */
@Injectable()
export class FindOrders {
  constructor(
    private readonly vault: PersonalVault,
    private readonly documents: Documents,
  ) {}

  /** The orders of the reader's region, newest first. */
  async list(tx: Tx, caller: Caller, query: ListOrdersQuery): Promise<Page<OrderLine>> {
    const scope = await scopeOf(tx, caller);
    const rows = await listOrders(tx, scope, query, { before: parseCursor(query.cursor), limit: query.limit });
    const page = cursorPage(rows, query.limit, (row) => row.orderId);
    return { ...page, items: page.items.map(lineOf) };
  }

  /** One order. @throws DomainError `order.not-found` */
  async one(tx: Tx, caller: Caller, orderId: string): Promise<OrderView> {
    const order = await getOrder(tx, await scopeOf(tx, caller), orderId);
    const consignments = await tx.find(Consignment, { where: { orderId }, take: 20 });
    const documents = await this.papersOf(tx, order);
    return {
      ...lineOf(order),
      holds: await standingHolds(tx, orderId),
      applicant: this.maskedApplicant(order),
      consignments: consignments.map(({ consignmentId, state, waybill }) => ({ consignmentId, state, waybill })),
      documents: documents.map(({ documentId, kind, number, state }) => ({ documentId, kind, number, state })),
    };
  }

  /** The papers of an order; those of its application too, for results of a bundle have one receipt together. */
  async papersOf(tx: Tx, { orderId, applicationId }: DispatchOrder): Promise<SealedDocument[]> {
    const own = await this.documents.listOf(tx, orderId);
    return applicationId === '' ? own : [...own, ...(await this.documents.listOf(tx, applicationId))];
  }

  private maskedApplicant(order: DispatchOrder): OrderView['applicant'] {
    const { kind, name, idNumber, phone } = this.vault.open<Applicant>(
      order.sealedApplicant,
      `applicant:${order.caseId}`,
    );
    const person = kind === 'natural-person';
    return {
      name: person ? maskName(name) : name,
      idNumber: person ? maskIdNumber(idNumber) : maskCreditCode(idNumber),
      phone: maskPhone(phone),
    };
  }
}

function lineOf(order: DispatchOrder): OrderLine {
  const { orderId, caseId, applicationId, caseNumber, itemName, state, outcome, mode, version, dueAt } = order;
  const ids = { orderId, caseId, applicationId };
  return { ...ids, caseNumber, itemName, state, outcome, mode, version, dueAt: dueAt?.toISOString() ?? null };
}
