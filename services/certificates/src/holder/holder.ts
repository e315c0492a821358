import { maskCreditCode, maskIdNumber, maskName, type PersonalVault } from '#lib/access';

/** Who holds a certificate, as intake sealed the applicant. */
export interface Holder {
  kind: 'natural-person' | 'organisation';
  name: string;
  idNumber: string;
}

/** The holder in the clear. */
export function holderOf(vault: PersonalVault, it: { caseId: string; sealedApplicant: string }): Holder {
  const found = vault.open<Partial<Holder>>(it.sealedApplicant, `applicant:${it.caseId}`);
  const { kind = 'natural-person', name = '', idNumber = '' } = found;
  return { kind, name, idNumber };
}

/** The holder's name as anybody may see it; an organisation's name is not personal. */
export const shownName = ({ kind, name }: Holder): string => (kind === 'organisation' ? name : maskName(name));

/** The holder's number with all but its ends hidden. */
export const shownNumber = ({ kind, idNumber }: Holder): string =>
  kind === 'organisation' ? maskCreditCode(idNumber) : maskIdNumber(idNumber);
