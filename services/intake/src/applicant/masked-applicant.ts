import { maskCreditCode, maskIdNumber, maskName, maskPhone, type PersonalVault } from '#lib/access';
import { type Applicant, applicantContext } from './applicant.js';

/** What everybody with the right to read a case sees of its applicant. */
export type MaskedApplicant = Pick<Applicant, 'kind' | 'name' | 'idKind' | 'idNumber' | 'phone'> & {
  agentName?: string;
};

/** The applicant in the clear: for notices, and for reads that are recorded. */
export function openApplicant(vault: PersonalVault, it: { caseId: string; sealedApplicant: string }): Applicant {
  return vault.open<Applicant>(it.sealedApplicant, applicantContext(it.caseId));
}

/** The applicant with all but the ends hidden; an organisation's name is not personal. */
export function maskApplicant({ kind, name, idKind, idNumber, phone, agent }: Applicant): MaskedApplicant {
  const shown =
    kind === 'organisation'
      ? { name, idNumber: maskCreditCode(idNumber) }
      : { name: maskName(name), idNumber: maskIdNumber(idNumber) };
  const masked = { kind, idKind, phone: maskPhone(phone), ...shown };
  return agent === undefined ? masked : { ...masked, agentName: maskName(agent.name) };
}
