import {
  ApplicationLodgedSchema,
  CalendarPublishedSchema,
  CaseAcceptedSchema,
  ResultDeliveredSchema,
} from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { type Answer, openService, type Said, ServiceStand } from '#lib/testing';
import { EvaluationConfig } from '../src/evaluation.config.js';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import { startEvaluation } from '../src/start.js';
import { bad, indexOf, type OccasionRow, type Where } from './facts.js';
import { department, hall, item, people, region, rules, sharedAddress, yard } from './office.js';

const parts = { name: 'evaluation', config: EvaluationConfig, migrations, insertOnlyTables, start: startEvaluation };

/** A rectification as a test finds it. */
export interface Opened {
  rectificationId: string;
  occasionId: string;
  caseId: string;
  citizen: string;
}

/** The office of evaluations. */
export class EvaluationStand extends ServiceStand {
  /** Starts the service; it hears of a hall, a department, their people and the calendar. */
  static async start(): Promise<EvaluationStand> {
    const service = await openService(parts, () => ({
      DIGEST_KEY: 'a key of thirty-two characters or more, for tests',
      RULES_BY_REGION: rules,
      SHARED_ADDRESSES: sharedAddress,
    }));
    const stand = new EvaluationStand(service, { region, authority: { personId: 'clerk' } });
    await stand.openHall();
    return stand;
  }

  /** The token of the citizen whose blind index this is. */
  async citizen(index: string): Promise<string> {
    return this.token(`citizen-${index.slice(-8)}`, { kind: 'citizen', person_index: index });
  }

  /** An application was lodged at the window. */
  lodged(caseId: string, where: Where = {}): Said {
    const content = {
      caseId,
      applicationId: `application-${caseId}`,
      itemId: where.itemId ?? item,
      itemName: where.itemName ?? `事项 ${where.itemId ?? item}`,
      departmentId: where.departmentId ?? department,
      channel: 'window',
      applicantIndex: where.applicantIndex ?? indexOf(caseId),
      hallId: hall,
      lodgedBy: 'clerk',
    };
    return this.say(ApplicationLodgedSchema, caseId, content, { region: where.region ?? region });
  }

  /** It was accepted by the same clerk. */
  accepted(caseId: string): Said {
    return this.say(CaseAcceptedSchema, caseId, { caseId, acceptedBy: 'clerk' });
  }

  /** The result reached the applicant: over the window, unless said otherwise. */
  delivered(caseId: string, { mode = 'window', by = 'issue' } = {}): Said {
    const content = { caseId, orderId: `order-${caseId}`, mode, outcome: 'approved' };
    return this.say(ResultDeliveredSchema, `order-${caseId}`, content, { authority: { personId: by } });
  }

  /** The occasions of a case, by number. */
  async occasions(caseId: string): Promise<OccasionRow[]> {
    return this.rows<OccasionRow>(
      `SELECT occasion_id occasionId, case_id caseId, kind, service_number serviceNumber, served_by servedBy, state, version
         FROM occasion WHERE case_id = ? ORDER BY service_number`,
      [caseId],
    );
  }

  /** An occasion by its id. */
  async occasion(occasionId: string): Promise<OccasionRow> {
    const [row] = await this.rows<OccasionRow>('SELECT state, version FROM occasion WHERE occasion_id = ?', [
      occasionId,
    ]);
    if (row === undefined) throw new Error(`there is no occasion ${occasionId}`);
    return row;
  }

  /** The delivery of a new case, ready to be rated; its applicant's token. */
  async delivery(where: Where = {}, by = 'issue'): Promise<{ occasionId: string; caseId: string; citizen: string }> {
    const caseId = newId();
    await this.hear(this.lodged(caseId, where), this.delivered(caseId, { by }));
    const occasion = (await this.occasions(caseId)).find(({ kind }) => kind === 'delivery');
    if (occasion === undefined) throw new Error('the delivery has no occasion');
    return {
      occasionId: occasion.occasionId,
      caseId,
      citizen: await this.citizen(where.applicantIndex ?? indexOf(caseId)),
    };
  }

  /** The token the issue desk shows. */
  async invitation(occasionId: string, address = '198.51.100.1', as = 'issue'): Promise<string> {
    const headers = { 'x-forwarded-for': address };
    const answer = await this.call('POST', `/occasions/${occasionId}/invitation`, as, {}, headers);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return String(answer.body['token']);
  }

  /** Rates by invitation, as a stranger from an address nobody else has. */
  async rateInvited(token: string, rating: object, headers: Record<string, string> = {}): Promise<Answer> {
    const from = { 'x-forwarded-for': yard(), ...headers };
    return this.call('POST', '/evaluations', '', { token, ...rating }, from);
  }

  /** The rectification of a delivery that its applicant rated badly. @param by who delivered */
  async opened(by = 'issue'): Promise<Opened> {
    const { caseId, citizen, occasionId } = await this.delivery({}, by);
    const rated = await this.call('POST', `/occasions/${occasionId}/evaluation`, citizen, bad);
    const sql = 'SELECT rectification_id id FROM rectification WHERE occasion_id = ?';
    const [row] = await this.rows<{ id: string }>(sql, [occasionId]);
    if (row === undefined) throw new Error(JSON.stringify(rated.body));
    return { rectificationId: row.id, occasionId, caseId, citizen };
  }

  /** An act on a rectification, as seen at a version. */
  async rectify(
    { rectificationId }: Opened,
    route: string,
    as: string,
    version: number,
    body: object = {},
  ): Promise<Answer> {
    const match = { 'if-match': `"${version}"` };
    return this.call('POST', `/rectifications/${rectificationId}/${route}`, as, body, match);
  }

  /** What was done with a rectification, in order. */
  async ledgerOf({ rectificationId }: Opened): Promise<string[]> {
    const sql = 'SELECT act FROM ledger WHERE aggregate_id = ? ORDER BY version';
    return (await this.rows<{ act: string }>(sql, [rectificationId])).map(({ act }) => act);
  }

  /** Lets a number of days pass. */
  passDays(days: number): void {
    this.clock.moveTo(this.clock.offsetMs + days * 86_400_000);
  }

  private async openHall(): Promise<void> {
    await this.establish(department, { name: '示范县市场监督管理局', shortName: '示范市监', kind: 'department' });
    for (const [staffId, organisationId, roles, where] of people) {
      await this.appoint(staffId, organisationId, [...roles], { region: where });
    }
    const calendar = { calendarId: 'cn', version: 1, label: 'cn-test', publishedThrough: '2030-12-31' };
    await this.hear(this.say(CalendarPublishedSchema, 'cn', calendar, { region: '000000' }));
  }
}
