import { PersonalVault } from '#lib/access';
import { CaseDecidedSchema, DecisionRevokedSchema, ResultReleasedSchema } from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { eventually, openService, type Said, ServiceStand } from '#lib/testing';
import { CertificatesConfig } from '../src/certificates.config.js';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import { startCertificates } from '../src/start.js';
import { creditCode, hall, organ, organName, personalKeys, plan, type PlanChange, region } from './office.js';

const seal = { organisationId: organ, organName, organCode: creditCode };
const parts = {
  name: 'certificates',
  config: CertificatesConfig,
  migrations,
  insertOnlyTables,
  start: startCertificates,
  seal,
};
const authority = { personId: 'chief', letterId: 'letter-chief', letterVersion: 1 };
export const publicUrl = 'http://hall.test/certificates';

/** The certificate office, hearing what a test says. */
export class CertificatesStand extends ServiceStand {
  /** Starts the service; it hears of a hall, its people and the issuing organ. */
  static async start(): Promise<CertificatesStand> {
    const service = await openService(parts, () => ({
      PERSONAL_KEYS: personalKeys,
      PUBLIC_URL: publicUrl,
    }));
    const stand = new CertificatesStand(service, { region, authority });
    await stand.openHall();
    return stand;
  }

  get vault(): PersonalVault {
    return this.served.app.get(PersonalVault);
  }

  /** The departments decided a case. */
  decided(caseId: string, change: PlanChange = {}, outcome = 'approved'): Said {
    const applicant = {
      kind: 'natural-person',
      name: '张三丰',
      idKind: 'id-number',
      idNumber: '530129199001011234',
      phone: '13800000000',
    };
    return this.say(CaseDecidedSchema, caseId, {
      caseId,
      caseNumber: `530129${caseId}`,
      decisionId: `decision-${caseId}`,
      outcome,
      letterNumber: '民政许准〔2026〕1号',
      decidedBy: 'chief',
      plan: { ...plan, ...change },
      sealedApplicant: this.vault.seal(applicant, `applicant:${caseId}`),
      applicantIndex: `index-of-${caseId}`,
      hallId: hall,
    });
  }

  /** Dispatch released the result. */
  released(caseId: string): Said {
    const orderId = `order-${caseId}`;
    return this.say(ResultReleasedSchema, orderId, { orderId, caseId, outcome: 'approved' });
  }

  /** The departments revoked the decision. */
  revoked(caseId: string): Said {
    const content = { caseId, decisionId: `decision-${caseId}`, reason: '以欺骗手段取得' };
    return this.say(DecisionRevokedSchema, caseId, content);
  }

  /** Waits until a case's certificate is in a state. */
  async until(caseId: string, state: string): Promise<{ certificate_id: string; number: string; version: number }> {
    return eventually(async () => {
      const [row] = await this.rows<{ certificate_id: string; number: string; version: number; state: string }>(
        'SELECT certificate_id, number, version, state FROM certificate WHERE case_id = ?',
        [caseId],
      );
      if (row?.state !== state) throw new Error(`the certificate is ${row?.state ?? 'not there'}, not ${state}`);
      return row;
    });
  }

  /** A certificate that is held, or valid. */
  async certificate(
    state: 'held' | 'valid',
    change: PlanChange = {},
  ): Promise<{ caseId: string; id: string; number: string }> {
    const caseId = newId();
    await this.hear(this.decided(caseId, change));
    await this.until(caseId, 'held');
    if (state === 'valid') await this.hear(this.released(caseId));
    const { certificate_id: id, number } = await this.until(caseId, state);
    return { caseId, id, number };
  }

  /** An organisation is heard of. */
  async organisation(
    organisationId: string,
    name: string,
    kind: 'hall' | 'department',
    code = creditCode,
  ): Promise<void> {
    await this.establish(organisationId, { name, shortName: name.slice(3, 5), kind, creditCode: code });
  }

  private async openHall(): Promise<void> {
    await this.organisation(hall, '示范县政务服务中心', 'hall', '12530129000000000B');
    await this.organisation(organ, organName, 'department');
    for (const [staffId, departmentId, powers] of [
      ['chief', organ, ['decide', 'seal']],
      ['chief-without-seal', organ, ['decide']],
      ['fire-chief', 'dept-xf', ['decide', 'seal']],
    ] as const) {
      await this.appoint(staffId, departmentId, ['chief-representative']);
      await this.empower(staffId, departmentId, [...powers]);
    }
    await this.appoint('clerk', hall, ['issue-clerk']);
    await this.heartbeat();
  }
}
