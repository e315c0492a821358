/** What kind of fault it is; each maps once to an HTTP status. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'stale'
  | 'too-large'
  | 'precondition-required'
  | 'key-reused'
  | 'too-many'
  | 'unavailable';

/** A sentence for the person reading, in both languages; says what would be allowed; holds no personal data. */
export interface Sentence {
  zh: string;
  en: string;
}

/** What is wrong with one field. */
export interface FieldFault {
  /** Path in the request, e.g. `applicant.idNumber`. */
  field: string;
  /** Stable, e.g. `id-number.check-digit`. */
  code: string;
  message: Sentence;
}

/** A refusal that the office can explain. Anything else that is thrown is a fault of ours. */
export class DomainError extends Error {
  /**
   * @param code stable, `<noun>.<what>`, e.g. `case.transition-refused`
   * @param kind what kind of fault it is
   * @param sentence what to tell the person
   * @param fields the fields at fault, if any
   * @param audited whether the refusal is kept in the audit; every forbidden act is
   */
  constructor(
    readonly code: string,
    readonly kind: ErrorKind,
    readonly sentence: Sentence,
    readonly fields: readonly FieldFault[] = [],
    readonly audited: boolean = kind === 'forbidden',
  ) {
    super(`${code}: ${sentence.en}`);
    this.name = new.target.name;
  }
}
