import type { INestApplication } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { HandOverResult } from '../../services/dispatch/src/hand-over-result/hand-over-result.js';
import { FindOrders } from '../../services/dispatch/src/find-orders/find-orders.query.js';
import { AcceptCase } from '../../services/intake/src/accept-case/accept-case.js';
import type { CaseAnswer, SeenCase } from '../../services/intake/src/case/case.dto.js';
import { CorrectCase } from '../../services/intake/src/correct-case/correct-case.js';
import { CureCase } from '../../services/intake/src/cure-case/cure-case.js';
import { LodgeApplication } from '../../services/intake/src/lodge-application/lodge-application.js';
import type { LodgeApplicationRequest } from '../../services/intake/src/lodge-application/lodge-application.dto.js';
import { RefuseCase } from '../../services/intake/src/refuse-case/refuse-case.js';
import { WithdrawCase } from '../../services/intake/src/withdraw-case/withdraw-case.js';
import { DecideCase } from '../../services/review/src/decide-case/decide-case.js';
import { GiveOpinion } from '../../services/review/src/give-opinion/give-opinion.js';
import { GrantWithdrawal } from '../../services/review/src/grant-withdrawal/grant-withdrawal.js';
import { FindCase } from '../../services/review/src/find-cases/find-case.query.js';
import type { Act, Caller } from '#lib/access';
import { Work, type Tx } from '#lib/persistence';
import { Acts, newId } from '#lib/service-kit';
import {
  applicantOf,
  benchItem,
  correction,
  cure,
  decision,
  lodgingOf,
  opinion,
  refusal,
  releasedOne,
  reviewers,
  signature,
  taskOf,
  withdrawal,
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

  async accept(it: Row): Promise<Row> {
    const use = this.apps.intake.get(AcceptCase);
    return this.atDesk(it, 'case.accept', async (tx, seen) => use.execute(tx, { ...seen, promise: undefined }));
  }

  async refuse(it: Row): Promise<void> {
    const use = this.apps.intake.get(RefuseCase);
    await this.atDesk(it, 'case.refuse', async (tx, seen) =>
      use.execute(tx, { ...seen, ...refusal, legalBasis: [...refusal.legalBasis] }),
    );
  }

  async correct(it: Row): Promise<Row> {
    const use = this.apps.intake.get(CorrectCase);
    return this.atDesk(it, 'case.correct', async (tx, seen) =>
      use.execute(tx, { ...seen, defects: correction.defects }),
    );
  }

  async cure(it: Row): Promise<Row> {
    const use = this.apps.intake.get(CureCase);
    return this.atDesk(it, 'case.cure', async (tx, seen) => use.execute(tx, { ...seen, ...cure }));
  }

  async withdraw({ id: caseId, version }: Row): Promise<string> {
    const caller = staff('clerk-li', 'case.withdraw');
    const use = this.apps.intake.get(WithdrawCase);
    const input = { caller, caseId, version, ...withdrawal };
    const { requestId = '' } = await this.act('intake', caller, async (tx) => use.execute(tx, input));
    return requestId;
  }

  async hasWithdrawal({ id }: Row, requestId: string): Promise<boolean> {
    const find = this.apps.review.get(FindCase);
    const caller = staff('chief-sj', 'review.read');
    const { withdrawals } = await this.apps.review.get(Work).read(async (tx) => find.get(tx, caller, id));
    return withdrawals.some((one) => one.requestId === requestId);
  }

  async grantWithdrawal({ id: caseId }: Row, requestId: string): Promise<void> {
    const caller = staff('chief-sj', 'withdrawal.grant');
    const use = this.apps.review.get(GrantWithdrawal);
    const input = { caller, caseId, requestId, version: 1 };
    await this.act('review', caller, async (tx) => use.execute(tx, input));
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

  private async atDesk(
    { id: caseId, version }: Row,
    act: Act,
    use: (tx: Tx, seen: SeenCase) => Promise<CaseAnswer>,
  ): Promise<Row> {
    const caller = staff('clerk-li', act);
    const answer = await this.act('intake', caller, async (tx) => use(tx, { caller, caseId, version }));
    return { id: caseId, version: answer.version };
  }

  private async act<T extends object>(service: keyof Apps, caller: Caller, act: (tx: Tx) => Promise<T>): Promise<T> {
    const key = newId();
    const request = { principal: caller.personId, idempotencyKey: key, fingerprint: key, cause: { id: key } };
    return this.apps[service].get(Acts).once(request, act);
  }
}

const staff = (personId: string, act: Act): Caller => ({ personId, kind: 'staff', act });
