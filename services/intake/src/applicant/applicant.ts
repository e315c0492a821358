/** Somebody who acts for the applicant (代理人). */
export interface Agent {
  name: string;
  idNumber: string;
  phone: string;
}

/** Who applies; rests and travels sealed, and is read by review, certificates and dispatch in this shape. */
export interface Applicant {
  kind: 'natural-person' | 'organisation';
  name: string;
  /** `id-number` (GB 11643) of a person, `credit-code` (GB 32100) of an organisation. */
  idKind: 'id-number' | 'credit-code';
  idNumber: string;
  phone: string;
  agent?: Agent | undefined;
}

/** Where the result goes; rests and travels sealed. */
export interface DeliveryAddress {
  recipient?: string | undefined;
  phone?: string | undefined;
  address?: string | undefined;
}

/** Context under which a case's applicant is sealed; every service that opens it uses the same. */
export const applicantContext = (caseId: string): string => `applicant:${caseId}`;

/** Context under which a submission's applicant and address are sealed. */
export const applicationContext = (applicationId: string): string => `application:${applicationId}`;

/** Context under which the answers in a bundle's one form are sealed. */
export const formContext = (applicationId: string): string => `form:${applicationId}`;

/** Context under which a case's delivery address is sealed. */
export const deliveryContext = (caseId: string): string => `delivery:${caseId}`;

/** Context under which the name of an uploaded file is sealed. */
export const fileContext = (caseId: string): string => `file:${caseId}`;
