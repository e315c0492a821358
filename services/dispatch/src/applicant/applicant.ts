/** What intake sealed of the applicant. */
export interface Applicant {
  kind: 'natural-person' | 'organisation';
  name: string;
  idKind: 'id-number' | 'credit-code';
  idNumber: string;
  phone: string;
  agent?: { name: string; idNumber: string; phone: string };
}

/** What intake sealed of the wish for delivery. */
export interface DeliveryAddress {
  recipient?: string;
  phone?: string;
  address?: string;
}

/** Whether an ID number is the applicant's or the agent's they named. */
export function isApplicant(applicant: Applicant, idNumber: string): boolean {
  const shown = idNumber.trim().toUpperCase();
  return shown === applicant.idNumber || shown === applicant.agent?.idNumber;
}
