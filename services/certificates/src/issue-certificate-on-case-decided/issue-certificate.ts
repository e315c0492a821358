import { Injectable } from '@nestjs/common';
import { findOrganisation, type OrganisationCopy, PersonalVault } from '#lib/access';
import { chinaDate } from '#lib/calendar';
import type { CaseDecided, Plan } from '#lib/contracts';
import { type Delivery, hear, NotYet } from '#lib/messaging';
import { Documents } from '#lib/seals';
import type { Certificate } from '../certificate/certificate.entity.js';
import { certificateDoor, certificateIdOf, holdCertificateOf } from '../certificate/certificate.repository.js';
import { certificateHears } from '../certificate/certificate.states.js';
import { CertificatesConfig } from '../certificates.config.js';
import { decidedWithout, keepDecision } from '../decision/decision-copy.repository.js';
import { holderOf } from '../holder/holder.js';
import { draftCertificate } from './certificate-paper.js';
import { nextNames } from './certificate-names.js';
import { validUntil } from './validity-words.js';

/** A case was approved and its result is a certificate: it is numbered, and its paper asked for in the same commit. */
@Injectable()
export class IssueCertificate {
  constructor(
    private readonly documents: Documents,
    private readonly vault: PersonalVault,
    private readonly config: CertificatesConfig,
  ) {}

  async execute(delivery: Delivery<CaseDecided>): Promise<void> {
    const { tx, event } = delivery;
    const { caseId } = event;
    if (await decidedWithout(tx, caseId)) return;
    const state = (await holdCertificateOf(tx, caseId))?.state ?? 'unheard';
    await hear(delivery, certificateHears.caseDecided[state], {
      awaits: caseId,
      state,
      remedy: '',
      apply: async () => this.note(delivery),
    });
  }

  private async note(delivery: Delivery<CaseDecided>): Promise<void> {
    const { tx, event, envelope } = delivery;
    const { caseId, decisionId, plan } = event;
    const held = plan?.holds.some((hold) => hold.kind === 'certificate') === true;
    const certified = event.outcome === 'approved' && held;
    if (certified) await this.issue(delivery, plan);
    await keepDecision(tx, { caseId, decisionId, region: envelope.region, certified });
  }

  private async issue(delivery: Delivery<CaseDecided>, plan: Plan): Promise<void> {
    const { tx, envelope } = delivery;
    const organ = await findOrganisation(tx, plan.departmentId);
    // The issuing organ's code is part of the identifier, so there is no certificate before the organ was heard of.
    if (organ === undefined) throw new NotYet(plan.departmentId);
    const row = await this.draft(delivery, plan, organ);
    // The decider's letter is what the seal is used under (用印).
    await certificateDoor.enter(tx, row, 'issue', envelope.authority, null);
    tx.touch(row.caseId);
  }

  private async draft(
    { tx, event, envelope }: Delivery<CaseDecided>,
    plan: Plan,
    organ: OrganisationCopy,
  ): Promise<Omit<Certificate, 'state' | 'version'>> {
    const { caseId, decisionId, sealedApplicant, applicantIndex } = event;
    const issuedOn = chinaDate(envelope.occurredAt);
    const until = validUntil(plan.result?.validity ?? '', issuedOn);
    const names = await nextNames(tx, { plan, organ, region: envelope.region, year: issuedOn.slice(0, 4) });
    const holder = holderOf(this.vault, event);
    const verifyUrl = `${this.config.PUBLIC_URL}/verify/${encodeURIComponent(names.number)}`;
    const certificate = draftCertificate({ ...names, plan, event, organ, holder, issuedOn, until, verifyUrl });
    const about = { subjectId: caseId, kind: 'certificate', number: names.number, region: envelope.region };
    const by = envelope.authority;
    const paper = { certificate };
    const documentId = this.documents.request(tx, { ...about, organId: organ.organisationId, by, paper });
    return {
      ...names,
      certificateId: certificateIdOf(caseId),
      caseId,
      region: envelope.region,
      decisionId,
      itemId: plan.itemId,
      itemName: plan.itemName,
      departmentId: organ.organisationId,
      organName: organ.name,
      title: certificate.title,
      sealedApplicant,
      applicantIndex,
      issuedOn,
      validUntil: until ?? null,
      documentId,
      sha256: null,
      sm3: null,
      validatedAt: null,
    };
  }
}
