import { maskCreditCode, maskIdNumber, maskName, maskPhone, type PersonalVault } from '#lib/access';
import type { ReviewCase } from '../case/case.entity.js';

/** The applicant in the shape intake seals. */
export interface Applicant {
  kind: 'natural-person' | 'organisation';
  name: string;
  idKind: 'id-number' | 'credit-code';
  idNumber: string;
  phone: string;
  /** Who acts for the applicant (代理人). */
  agent?: { name: string; idNumber: string; phone: string } | undefined;
}

/** The applicant as everybody who may read the case sees it. */
export type MaskedApplicant = Omit<Applicant, 'agent'> & { agentName?: string };

/** The applicant in the clear: for letters, and for looks that are recorded. */
export function openApplicant(vault: PersonalVault, it: ReviewCase): Applicant {
  return vault.open<Applicant>(it.sealedApplicant, `applicant:${it.caseId}`);
}

/** The applicant with all but the ends hidden; an organisation's name is public. */
export function maskApplicant({ kind, name, idKind, idNumber, phone, agent }: Applicant): MaskedApplicant {
  const numbers = { idKind, phone: maskPhone(phone) };
  const masked =
    kind === 'organisation'
      ? { kind, name, idNumber: maskCreditCode(idNumber), ...numbers }
      : { kind, name: maskName(name), idNumber: maskIdNumber(idNumber), ...numbers };
  return agent === undefined ? masked : { ...masked, agentName: maskName(agent.name) };
}
