import { expect } from '@jest/globals';
import { PersonalVault } from '#lib/access';
import {
  ApplicationAnsweredSchema,
  CaseDecidedSchema,
  CertificateSealedSchema,
  DecisionRevokedSchema,
  OutstandingMaterialCuredSchema,
} from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { eventually, type OpenService, openService, type Said, ServiceStand } from '#lib/testing';
import { DispatchConfig } from '../src/dispatch.config.js';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import { startDispatch } from '../src/start.js';
import { address, applicant, hall, hallCode, hallName, personalKeys, plan, region, secrets } from './office.js';
import { Outside } from './outside.js';

const seal = { organisationId: hall, organName: hallName, organCode: hallCode };
const parts = { name: 'dispatch', config: DispatchConfig, migrations, insertOnlyTables, start: startDispatch, seal };

/** What a test changes in a decision. */
export interface Decision {
  outcome?: string;
  mode?: string;
  region?: string;
  applicationId?: string;
  itemName?: string;
  holds?: { kind: string; ref: string }[];
}

/** An order as a test finds it. */
export interface Order {
  caseId: string;
  orderId: string;
  version: number;
  state: string;
}

/** The issue desk between a courier and a text message service. */
export class DispatchStand extends ServiceStand {
  private constructor(
    service: OpenService,
    readonly outside: Outside,
  ) {
    super(service, { region, authority: { personId: 'chief', letterId: 'letter-chief', letterVersion: 1 } });
  }

  /** Starts the service and what is outside it; it hears of a hall and its people. */
  static async start(): Promise<DispatchStand> {
    const outside = await Outside.start();
    const service = await openService(parts, () => ({
      PERSONAL_KEYS: personalKeys,
      COURIER_URL: outside.courier.url,
      COURIER_SECRET: secrets.courier,
      SMS_URL: outside.sms.url,
      SMS_SECRET: secrets.sms,
    }));
    const stand = new DispatchStand(service, outside);
    outside.callTo(stand.served.port);
    await stand.openHall();
    return stand;
  }

  override async close(): Promise<void> {
    await super.close();
    await this.outside.close();
  }

  /** The departments decided a case. */
  decided(caseId: string, { outcome = 'approved', mode = 'window', holds = plan.holds, ...at }: Decision = {}): Said {
    const vault = this.served.app.get(PersonalVault);
    const sealedAddress = mode === 'courier' ? vault.seal(address, `delivery:${caseId}`) : '';
    const content = {
      caseId,
      caseNumber: `530129${caseId}`,
      decisionId: `decision-${caseId}`,
      outcome,
      applicationId: at.applicationId ?? `app-${caseId}`,
      plan: { ...plan, itemName: at.itemName ?? plan.itemName, holds },
      sealedApplicant: vault.seal(applicant, `applicant:${caseId}`),
      applicantIndex: `index-of-${caseId}`,
      delivery: { mode, sealedAddress },
      hallId: hall,
    };
    return this.say(CaseDecidedSchema, caseId, content, { region: at.region ?? region });
  }

  /** The certificate of a case was sealed. */
  certificateSealed(caseId: string): Said {
    return this.say(CertificateSealedSchema, `cert-${caseId}`, { certificateId: `cert-${caseId}`, caseId });
  }

  /** The front desk answered a bundle. */
  answered(applicationId: string, outcomes: Record<string, string>): Said {
    const listed = Object.entries(outcomes).map(([caseId, outcome]) => ({ caseId, outcome }));
    return this.say(ApplicationAnsweredSchema, applicationId, { applicationId, bundleId: 'YJS9', outcomes: listed });
  }

  /** A material of a case that was outstanding came in. */
  cured(caseId: string, materialRef: string): Said {
    return this.say(OutstandingMaterialCuredSchema, caseId, { caseId, materialRef });
  }

  /** The departments revoked the decision of a case. */
  revoked(caseId: string): Said {
    return this.say(DecisionRevokedSchema, caseId, { caseId, decisionId: `decision-${caseId}`, reason: '材料虚假' });
  }

  /** The order of a case as it stands. */
  async order(caseId: string): Promise<Order> {
    const [row] = await this.rows<Order>(
      'SELECT case_id caseId, order_id orderId, version, state FROM dispatch_order WHERE case_id = ?',
      [caseId],
    );
    if (row === undefined) throw new Error(`case ${caseId} has no order`);
    return row;
  }

  /** An order whose result may be given out. */
  async released(decision: Decision = {}): Promise<Order> {
    const caseId = newId();
    await this.hear(this.decided(caseId, { holds: [], ...decision }));
    return this.order(caseId);
  }

  /** What was said of an order, in order. */
  async eventsOf(orderId: string): Promise<{ type: string; payload: Buffer; person_id: string }[]> {
    const sql = 'SELECT type, payload, person_id FROM outbox WHERE aggregate_id = ? ORDER BY aggregate_version';
    return this.rows(sql, [orderId]);
  }

  /** The receipt of a hand-over, once it is sealed. */
  async sealedReceipts(orderId: string): Promise<{ documentId: string; number: string }[]> {
    return eventually(async () => {
      const { body } = await this.call<{ documents: { documentId: string; number: string; state: string }[] }>(
        'GET',
        `/orders/${orderId}`,
        'clerk',
      );
      expect(body.documents).toMatchObject([{ kind: 'hand-over', state: 'sealed' }]);
      return body.documents;
    });
  }

  private async openHall(): Promise<void> {
    await this.establish(hall, { name: hallName, shortName: '示范政务', kind: 'hall', creditCode: hallCode });
    await this.appoint('clerk', hall, ['issue-clerk']);
    await this.appoint('reviewer', hall, ['reviewer']);
    await this.appoint('clerk-elsewhere', hall, ['issue-clerk'], { region: '530130' });
  }
}
