import { PersonalVault, type Role } from '#lib/access';
import { CalendarPublishedSchema, CaseAcceptedSchema, WithdrawalRequestedSchema } from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { type Answer, type Migration, openService, type Said, ServiceStand } from '#lib/testing';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import { ReviewConfig } from '../src/review.config.js';
import { startReview } from '../src/start.js';
import { basicPlan, creditCode, hall, joint, lead, personalKeys, type PlanChange, region } from './hall.js';

const seal = { organisationId: lead, organName: '示范县民政局', organCode: creditCode };
const parts = { name: 'review', config: ReviewConfig, insertOnlyTables, start: startReview, seal };

/** What deciding answers: a letter, or what is wrong. */
export interface Decided extends Record<string, unknown> {
  letterNumber: string;
  errors: { field: string }[];
}

interface Announced {
  type: string;
  payload: Buffer;
  aggregate_version: number;
  letter_id: string | null;
}

export const approve = { outcome: 'approved', reason: '符合法定条件。' };

/** The header of an act on a row as it was seen. */
export const atVersion = (version: number): Record<string, string> => ({ 'if-match': `"${version}"` });

/** The review service, hearing what a test says. */
export class ReviewStand extends ServiceStand {
  /**
   * Starts the service and lets it hear of one hall, its people and the calendar.
   *
   * @param more migrations after the service's own, for what a test wants otherwise
   */
  static async start(more: Migration[] = []): Promise<ReviewStand> {
    const service = await openService({ ...parts, migrations: [...migrations, ...more] }, () => ({
      PERSONAL_KEYS: personalKeys,
    }));
    const stand = new ReviewStand(service, { region });
    await stand.openHall();
    return stand;
  }

  /** CaseAccepted with a plan of a lead and a joint department, changed as the test likes. */
  accepted(caseId: string, plan: PlanChange = {}, content: { acceptedBy?: string } = {}): Said {
    const vault = this.served.app.get(PersonalVault);
    const applicant = {
      kind: 'natural-person',
      name: '张三',
      idKind: 'id-number',
      idNumber: '530129199001011234',
      phone: '13800000000',
    };
    return this.say(CaseAcceptedSchema, caseId, {
      caseId,
      applicationId: `app-${caseId}`,
      caseNumber: `530129${caseId}`,
      plan: { ...basicPlan, ...plan },
      sealedApplicant: vault.seal(applicant, `applicant:${caseId}`),
      applicantIndex: `index-of-${caseId}`,
      noticeNumber: '受〔2026〕1号',
      deemed: false,
      acceptedBy: content.acceptedBy ?? 'clerk',
      hallId: hall,
      delivery: { mode: 'courier', sealedAddress: 'sealed-address' },
      acceptedAt: '2026-09-30T02:00:00.000Z',
    });
  }

  /** The applicant asks to withdraw. */
  withdrawalRequested(caseId: string, requestId: string): Said {
    return this.say(WithdrawalRequestedSchema, requestId, { caseId, requestId, reason: '不办了' });
  }

  /** A case that was accepted and opened. @returns its id */
  async openCase(plan: PlanChange = {}, content: { acceptedBy?: string } = {}): Promise<string> {
    const caseId = newId();
    await this.hear(this.accepted(caseId, plan, content));
    return caseId;
  }

  /** The joint department's reviewer, or another, gives an opinion on the case's second task. */
  async opine(caseId: string, opinion = 'agree', as = 'fire-reviewer', version = 1): Promise<Answer> {
    const body = { opinion, note: '已现场核查' };
    return this.call('POST', `/tasks/${caseId}-02/opinion`, as, body, atVersion(version));
  }

  /** The chief representative, or another, decides. */
  async decide(caseId: string, body: object = approve, as = 'chief', version = 1): Promise<Answer<Decided>> {
    return this.call<Decided>('POST', `/cases/${caseId}/decide`, as, body, atVersion(version));
  }

  /** All an aggregate announced, in order. */
  async outbox(aggregateId: string): Promise<Announced[]> {
    return this.rows(
      'SELECT type, payload, aggregate_version, letter_id FROM outbox WHERE aggregate_id = ? ORDER BY aggregate_version',
      [aggregateId],
    );
  }

  /** The state of a case in its row. */
  async stateOf(caseId: string): Promise<unknown> {
    const [row] = await this.rows<{ state: string }>('SELECT state FROM review_case WHERE case_id = ?', [caseId]);
    return row?.state;
  }

  private async openHall(): Promise<void> {
    for (const [id, name, kind] of [
      [hall, '示范县政务服务中心', 'hall'],
      [lead, '示范县民政局', 'department'],
      [joint, '示范县消防救援大队', 'department'],
    ] as const) {
      await this.establish(id, { name, shortName: name.slice(3, 5), kind, creditCode });
    }
    for (const [staffId, organisationId, role] of [
      ['clerk', hall, 'window-clerk'],
      ['chief', lead, 'chief-representative'],
      ['chief-2', lead, 'chief-representative'],
      ['chief-without-letter', lead, 'chief-representative'],
      ['reviewer', lead, 'reviewer'],
      ['fire-reviewer', joint, 'reviewer'],
      ['fire-chief', joint, 'chief-representative'],
      ['supervisor', hall, 'supervisor'],
    ] satisfies [string, string, Role][]) {
      await this.appoint(staffId, organisationId, [role]);
    }
    const powers = ['decide', 'grant-withdrawal', 'extend', 'seal'];
    for (const chief of ['chief', 'chief-2']) await this.empower(chief, lead, powers);
    await this.empower('fire-chief', joint, powers);
    await this.hear(
      this.say(CalendarPublishedSchema, 'cn', {
        calendarId: 'cn',
        version: 1,
        label: 'cn-2026',
        publishedThrough: '2026-12-31',
        offDays: {
          '2026-10-01': '国庆节',
          '2026-10-02': '国庆节',
          '2026-10-05': '国庆节',
          '2026-10-06': '国庆节',
          '2026-10-07': '国庆节',
        },
        makeupWorkdays: { '2026-10-10': '国庆节' },
      }),
    );
    await this.heartbeat();
  }
}
