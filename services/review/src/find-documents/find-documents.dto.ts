/** A letter of the department, without its bytes. */
export interface DocumentLine {
  documentId: string;
  /** decision | withdrawal | special-procedure | extension | revocation */
  kind: string;
  number: string;
  /** waiting | sealed */
  state: string;
  requestedAt: Date;
  sealedAt: Date | null;
  sha256: string | null;
  sm3: string | null;
}
