import type { MessageInitShape } from '@bufbuild/protobuf';
import {
  ApplicationLodgedSchema,
  CaseAcceptedSchema,
  CaseDecidedSchema,
  CaseWithdrawnSchema,
  ClockResumedSchema,
  ClockStoppedSchema,
  CorrectionRequestedSchema,
  LimitExtendedSchema,
  type PlanSchema,
  RectificationClosedSchema,
  RectificationContactedSchema,
  RectificationOpenedSchema,
  RectificationReopenedSchema,
  ResultDeliveredSchema,
} from '#lib/contracts';
import { newId } from '#lib/service-kit';
import type { Said } from '#lib/testing';
import { china, department, endOf, hall, plan } from './office.js';
import type { SupervisionStand } from './stand.js';

type RectificationSchema =
  | typeof RectificationOpenedSchema
  | typeof RectificationContactedSchema
  | typeof RectificationReopenedSchema
  | typeof RectificationClosedSchema;

/** What happens to one case, said as its owners would. Times are of China, `2026-09-01 10:00`. */
export class Matter {
  readonly caseId = newId();

  constructor(private readonly stand: SupervisionStand) {}

  /** A case past its promise, accepted on 1 September. */
  static async late(stand: SupervisionStand): Promise<Matter> {
    stand.moveTo('2026-09-01 09:30');
    const matter = new Matter(stand);
    await stand.hear(matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'));
    stand.moveTo('2026-09-09 09:00');
    await stand.quiet();
    return matter;
  }

  /** The application was lodged; the answer is due on a day. */
  lodged(at: string, answerDay: string): Said {
    const about = { itemId: plan.itemId, itemName: plan.itemName, departmentId: department, hallId: hall };
    const told = { answerDueAt: endOf(answerDay), calendarVersion: 'cn-1', applicantIndex: `index-of-${this.caseId}` };
    const content = { applicationId: `app-${this.caseId}`, caseId: this.caseId, ...about, ...told };
    return this.stand.say(ApplicationLodgedSchema, this.caseId, content, { occurredAt: china(at) });
  }

  /** The applicant was told once what to correct, by a day. */
  correctionTold(at: string, cureDay: string): Said {
    const told = { noticeNumber: '示范政务补正〔2026〕00001号', cureDueAt: endOf(cureDay), calendarVersion: 'cn-1' };
    return this.stand.say(
      CorrectionRequestedSchema,
      this.caseId,
      { caseId: this.caseId, ...told },
      { occurredAt: china(at) },
    );
  }

  /** The rectification of a bad rating was opened, with days by which the rater is contacted and it is closed. */
  badlyRated(at: string, contactDay: string, dueDay: string): Said {
    const told = { contactDueAt: endOf(contactDay), dueAt: endOf(dueDay), calendarVersion: 'cn-1' };
    return this.ofRectification(RectificationOpenedSchema, at, { departmentId: department, ...told });
  }

  /** The department reached the rater. */
  raterContacted(at: string): Said {
    return this.ofRectification(RectificationContactedSchema, at, {});
  }

  /** The rater was dissatisfied again; it is closed by another day. */
  sentBack(at: string, dueDay: string): Said {
    const told = { departmentId: department, dueAt: endOf(dueDay), calendarVersion: 'cn-1', newLevel: 1 };
    return this.ofRectification(RectificationReopenedSchema, at, told);
  }

  /** The rectification was closed. */
  rectified(at: string): Said {
    return this.ofRectification(RectificationClosedSchema, at, { finding: 'rectified', newLevel: 4 });
  }

  /** The case was accepted, promised and bound by law until days. */
  accepted(
    at: string,
    promisedDay: string,
    statutoryDay: string,
    more: Omit<MessageInitShape<typeof PlanSchema>, '$typeName'> = {},
    days: { promised: number; statutory: number } = { promised: 5, statutory: 20 },
  ): Said {
    const clock = (kind: 'promised' | 'statutory', day: string) => ({
      kind,
      limit: { days: days[kind], unit: 'working-day' },
      startsAt: china(at).toISOString(),
      dueAt: endOf(day),
      calendarVersion: 'cn-1',
    });
    const clocks = [clock('statutory', statutoryDay), clock('promised', promisedDay)];
    const content = {
      caseId: this.caseId,
      applicationId: `app-${this.caseId}`,
      caseNumber: `530129${this.caseId}`,
      plan: { ...plan, clocks, ...more },
      applicantIndex: `index-of-${this.caseId}`,
      noticeNumber: '示范政务受理〔2026〕00001号',
      acceptedBy: 'clerk',
      hallId: hall,
      acceptedAt: china(at).toISOString(),
    };
    return this.stand.say(CaseAcceptedSchema, this.caseId, content, { occurredAt: china(at) });
  }

  /** A special procedure began; the applicant was told how many working days it takes, or the event is of a time that told none. */
  stopped(at: string, noticeNumber = '示范民政特程〔2026〕00001号', days?: number): Said {
    const told = days === undefined ? {} : { limit: { days, unit: 'working-day' } };
    const content = { caseId: this.caseId, procedure: '专家评审', noticeNumber, ...told };
    return this.stand.say(ClockStoppedSchema, `review-${this.caseId}`, content, { occurredAt: china(at) });
  }

  /** The special procedure is over. */
  resumed(at: string): Said {
    const content = { caseId: this.caseId, procedure: '专家评审' };
    return this.stand.say(ClockResumedSchema, `review-${this.caseId}`, content, { occurredAt: china(at) });
  }

  /** The limit was extended by what the plan allows. */
  extended(at: string): Said {
    const content = { caseId: this.caseId, noticeNumber: '示范民政延期〔2026〕00001号', reason: '案情复杂' };
    return this.stand.say(LimitExtendedSchema, `review-${this.caseId}`, content, { occurredAt: china(at) });
  }

  /** The decision was made; the result is delivered by a day. */
  decided(at: string, deliveryDay = '2026-11-30', outcome = 'approved'): Said {
    const deliveryClock = {
      kind: 'delivery',
      limit: { days: 10, unit: 'working-day' },
      startsAt: china(at).toISOString(),
      dueAt: endOf(deliveryDay),
      calendarVersion: 'cn-1',
    };
    const content = { caseId: this.caseId, decisionId: `d-${this.caseId}`, outcome, plan, deliveryClock };
    return this.stand.say(CaseDecidedSchema, `review-${this.caseId}`, content, { occurredAt: china(at) });
  }

  /** The withdrawal was granted. */
  withdrawn(at: string): Said {
    const content = { caseId: this.caseId, requestId: 'w1', noticeNumber: '示范民政撤件〔2026〕00001号' };
    return this.stand.say(CaseWithdrawnSchema, `review-${this.caseId}`, content, { occurredAt: china(at) });
  }

  /** The result reached the applicant. */
  delivered(at: string): Said {
    const content = { orderId: `o-${this.caseId}`, caseId: this.caseId, mode: 'window', outcome: 'approved' };
    return this.stand.say(ResultDeliveredSchema, `o-${this.caseId}`, content, { occurredAt: china(at) });
  }

  /** The clocks as they stand, without their ids and versions. */
  async clocks(): Promise<Record<string, unknown>[]> {
    return this.stand.rows(
      `SELECT kind, REPLACE(ref, case_id, '') ref, state, due_at due, calendar_version calendar, ended_at ended, ended_by endedBy
       FROM clock WHERE case_id = ? ORDER BY kind, ref`,
      [this.caseId],
    );
  }

  /** The cards, mildest threshold first. */
  async cards(): Promise<{ cardId: string; ruleId: string; state: string; due: Date; version: number }[]> {
    return this.stand.rows(
      `SELECT card_id cardId, rule_id ruleId, state, due_at due, version FROM card WHERE case_id = ?
       ORDER BY reached_at, rule_id, due_at`,
      [this.caseId],
    );
  }

  /** The rules of the cards that stand. */
  async standing(): Promise<string[]> {
    const cards = await this.cards();
    return cards.filter(({ state }) => !['withdrawn', 'upheld'].includes(state)).map(({ ruleId }) => ruleId);
  }

  /** What was said of its cards, in order. */
  async saidOfCards(): Promise<string[]> {
    const events = await this.stand.rows<{ type: string }>(
      `SELECT o.type FROM outbox o JOIN card c ON c.card_id = o.aggregate_id WHERE c.case_id = ?
       ORDER BY o.aggregate_id, o.aggregate_version`,
      [this.caseId],
    );
    return events.map(({ type }) => type.split('.').at(-1) ?? '');
  }

  private ofRectification<D extends RectificationSchema>(schema: D, at: string, content: MessageInitShape<D>): Said {
    const about = { rectificationId: `r-${this.caseId}`, caseId: this.caseId };
    const init = { ...about, ...content } as MessageInitShape<D>;
    return this.stand.say(schema, about.rectificationId, init, { occurredAt: china(at) });
  }
}
