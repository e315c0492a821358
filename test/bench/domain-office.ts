import type { INestApplication } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { HandOverResult } from '../../services/dispatch/src/hand-over-result/hand-over-result.js';
import { FindOrders } from '../../services/dispatch/src/find-orders/find-orders.query.js';
import { AcceptCase } from '../../services/intake/src/accept-case/accept-case.js';
import { LodgeApplication } from '../../services/intake/src/lodge-application/lodge-application.js';
import type { LodgeApplicationRequest } from '../../services/intake/src/lodge-application/lodge-application.dto.js';
import { DecideCase } from '../../services/review/src/decide-case/decide-case.js';
import { GiveOpinion } from '../../services/review/src/give-opinion/give-opinion.js';
import type { Act, Caller } from '#lib/access';
import { Work, type Tx } from '#lib/persistence';
import { Acts, newId } from '#lib/service-kit';
import {
  applicantOf,
  benchItem,
  decision,
  lodgingOf,
  opinion,
  releasedOne,
  reviewers,
  signature,
  taskOf,
} from './matter.js';
import type { Office, Row } from './office.js';

type Apps = Record<'intake' | 'review' | 'dispatch', INestApplication>;

/** The acts without HTTP: each use case in its transaction, behind idempotency and policy, in this process. */
export class DomainOffice implements Office {
  private constructor(private readonly apps: Apps) {}

  /** Waits until intake has heard of the item and the hall. */
  static async open(apps: Apps): Promise<DomainOffice> {
    const work = apps.intake.get(Work);
    for (;;) {
      const heard = await work.run(async (tx) =>
        tx.query<unknown[]>('SELECT 1 FROM item_copy WHERE item_id = ? LIMIT 1', [benchItem.itemId]),
      );
      if (heard.length > 0) return new DomainOffice(apps);
      await sleep(100);
    }
  }

  async lodge(number: number): Promise<Row> {
    const caller = staff(number % 2 === 0 ? 'clerk-li' : 'clerk-wang', 'application.lodge');
    const body = lodgingOf(number) as LodgeApplicationRequest;
    const { caseId, version } = await this.act('intake', caller, async (tx) =>
      this.apps.intake.get(LodgeApplication).execute(tx, { caller, body }),
    );
    return { id: caseId, version };
  }

  async accept({ id: caseId, version }: Row): Promise<void> {
    const caller = staff('clerk-li', 'case.accept');
    const use = this.apps.intake.get(AcceptCase);
    await this.act('intake', caller, async (tx) => use.execute(tx, { caller, caseId, version, promise: undefined }));
  }

  async opine({ id }: Row, place: number): Promise<void> {
    const caller = staff(reviewers[place - 1] ?? '', 'opinion.give');
    const use = this.apps.review.get(GiveOpinion);
    const input = { caller, taskId: taskOf(id, place), version: 1, ...opinion };
    await this.act('review', caller, async (tx) => use.execute(tx, input));
  }

  async decide({ id: caseId }: Row): Promise<void> {
    const caller = staff('chief-sj', 'case.decide');
    const use = this.apps.review.get(DecideCase);
    await this.act('review', caller, async (tx) => use.execute(tx, { caller, caseId, version: 1, ...decision }));
  }

  async released({ id: caseId }: Row): Promise<Row> {
    const caller = staff('issue-zhao', 'order.list');
    const find = this.apps.dispatch.get(FindOrders);
    const { items } = await this.apps.dispatch
      .get(Work)
      .read(async (tx) => find.list(tx, caller, { caseId, limit: 1 }));
    return releasedOne(items);
  }

  async handOver({ id: orderId, version }: Row, number: number): Promise<void> {
    const caller = staff('issue-zhao', 'result.hand-over');
    const { name: receivedBy, idNumber } = applicantOf(number);
    const input = { caller, orderId, version, receivedBy, idNumber, signature };
    const use = this.apps.dispatch.get(HandOverResult);
    await this.act('dispatch', caller, async (tx) => use.execute(tx, input));
  }

  private async act<T extends object>(service: keyof Apps, caller: Caller, act: (tx: Tx) => Promise<T>): Promise<T> {
    const key = newId();
    const request = { principal: caller.personId, idempotencyKey: key, fingerprint: key, cause: { id: key } };
    return this.apps[service].get(Acts).once(request, act);
  }
}

const staff = (personId: string, act: Act): Caller => ({ personId, kind: 'staff', act });
