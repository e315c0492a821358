import {
  CaseAcceptedSchema,
  CaseDecidedSchema,
  CaseLapsedSchema,
  CaseWithdrawnSchema,
  ItemPublishedSchema,
} from '#lib/contracts';
import { newId } from '#lib/service-kit';
import {
  type Answer,
  eventually,
  type Migration,
  type OpenService,
  openService,
  type Said,
  ServiceStand,
} from '#lib/testing';
import { FeesConfig } from '../src/fees.config.js';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import { startFees } from '../src/start.js';
import { hall, hallCode, hallName, type Line, passport, region, secret } from './counter.js';
import { Provider, signedCallback } from './provider.js';

const seal = { organisationId: hall, organName: hallName, organCode: hallCode };
const parts = { name: 'fees', config: FeesConfig, insertOnlyTables, start: startFees, seal };

/** A bill as a test finds it. */
export interface Found {
  caseId: string;
  billId: string;
  timing: string;
  state: string;
  version: number;
  payCode: string;
  amountFen: string;
}

/** The cashier's office beside a payment provider. */
export class FeesStand extends ServiceStand {
  private published = 0;

  private constructor(
    service: OpenService,
    readonly provider: Provider,
  ) {
    super(service, { region });
  }

  /** Starts the service, its schema changed as a test wants, and the provider; it hears of a hall and its people. */
  static async start(more: Migration[] = []): Promise<FeesStand> {
    const provider = await Provider.start();
    const service = await openService({ ...parts, migrations: [...migrations, ...more] }, () => ({
      PROVIDER_URL: provider.simulator.url,
      PROVIDER_SECRET: secret,
      PROVIDER_REGION: region,
    }));
    const stand = new FeesStand(service, provider);
    provider.callTo(stand.served.port);
    await stand.openHall();
    return stand;
  }

  override async close(): Promise<void> {
    await super.close();
    await this.provider.close();
  }

  /** A callback of the provider. */
  async callBack(content: object, change: Parameters<typeof signedCallback>[1] = {}): Promise<Answer> {
    return this.send('/payment/callbacks', signedCallback(content, change));
  }

  /** The item's list in a new version, in force at once. */
  async publish(...lines: Line[]): Promise<number> {
    const version = (this.published += 1);
    const item = { itemId: 'GA05', version, name: '普通护照签发', feeLines: lines };
    await this.tell(ItemPublishedSchema, 'GA05', { item, effectiveFrom: '2026-01-01T00:00:00Z' });
    return version;
  }

  /** A case was accepted with these fee lines. */
  accepted(caseId: string, lines: Line[] = [passport], itemVersion = 1): Said {
    const plan = { itemId: 'GA05', itemVersion, itemName: '普通护照签发', departmentId: 'dept-ga', feeLines: lines };
    const content = {
      caseId,
      caseNumber: `530129-${caseId}`,
      plan,
      applicantIndex: `index-of-${caseId}`,
      hallId: hall,
    };
    return this.say(CaseAcceptedSchema, caseId, content);
  }

  /** The departments let the applicant go. */
  withdrawn = (caseId: string): Said => this.say(CaseWithdrawnSchema, caseId, { caseId, requestId: 'r1' });
  /** A promised material did not come. */
  lapsed = (caseId: string): Said => this.say(CaseLapsedSchema, caseId, { caseId, materialRef: 'm1' });
  /** The departments decided. */
  decided = (caseId: string, outcome: string): Said => this.say(CaseDecidedSchema, caseId, { caseId, outcome });

  /** The bills of a case as they stand. */
  async bills(caseId: string): Promise<Found[]> {
    return this.rows<Found>(
      `SELECT case_id caseId, bill_id billId, timing, state, version, pay_code payCode, amount_fen amountFen
         FROM bill WHERE case_id = ? ORDER BY timing`,
      [caseId],
    );
  }

  /** The one bill of a case. */
  async bill(caseId: string): Promise<Found> {
    const [bill] = await this.bills(caseId);
    if (bill === undefined) throw new Error(`case ${caseId} has no bill`);
    return bill;
  }

  /** A bill that waits for the cashier. */
  async planned(lines?: Line[]): Promise<Found> {
    const caseId = newId();
    await this.hear(this.accepted(caseId, lines));
    return this.bill(caseId);
  }

  /** Issues a bill. */
  async issue({ billId, version }: Found, lines: object[] = [], as = 'cashier'): Promise<Answer> {
    return this.call('POST', `/bills/${billId}/issue`, as, { lines }, { 'if-match': `"${version}"` });
  }

  /** Waives a bill. */
  async waive({ billId, version }: Found, body: object, as = 'cashier-2'): Promise<Answer> {
    return this.call('POST', `/bills/${billId}/waive`, as, body, { 'if-match': `"${version}"` });
  }

  /** Approves a refund, as seen at a version. */
  async approve(refundId: unknown, as: string, version = 1): Promise<Answer> {
    return this.call('POST', `/refunds/${String(refundId)}/approve`, as, {}, { 'if-match': `"${version}"` });
  }

  /** Declines a refund, as seen at a version. */
  async decline(refundId: unknown, as: string, version = 1, reason = '所购本数无误'): Promise<Answer> {
    return this.call('POST', `/refunds/${String(refundId)}/decline`, as, { reason }, { 'if-match': `"${version}"` });
  }

  /** A bill that can be paid. */
  async billed(lines?: Line[], chosen: object[] = []): Promise<Found> {
    const bill = await this.planned(lines);
    const { status, body } = await this.issue(bill, chosen);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return this.bill(bill.caseId);
  }

  /** Pays at the provider as soon as it has the order. */
  async pay({ payCode }: Found, how: object = {}): Promise<string[]> {
    let ids: string[] = [];
    await eventually(async () => {
      const paid = await this.provider.pay(payCode, how);
      if (paid === undefined) throw new Error('no order yet');
      ids = paid.map(({ transactionId }) => transactionId);
    });
    return ids;
  }

  /** Waits until a bill is in a state. */
  async until({ caseId }: Found, state: string): Promise<void> {
    await eventually(async () => {
      const { state: now } = await this.bill(caseId);
      if (now !== state) throw new Error(`the bill is ${now}`);
    });
  }

  private async openHall(): Promise<void> {
    await this.establish(hall, { name: hallName, shortName: '示范政务', kind: 'hall', creditCode: hallCode });
    for (const cashier of ['cashier', 'cashier-2', 'cashier-3']) await this.appoint(cashier, hall, ['cashier']);
    await this.appoint('auditor', hall, ['auditor']);
    await this.appoint('clerk', hall, ['window-clerk']);
    await this.appoint('cashier-elsewhere', hall, ['cashier'], { region: '530130' });
    await this.heartbeat();
  }
}
