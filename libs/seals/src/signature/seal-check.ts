/** Why a document is not validly sealed. */
export type SealFault =
  /** No signature in the file. */
  | 'no-seal'
  /** Not a PDF signature of the kind this library checks, or broken. */
  | 'malformed'
  /** The file goes on after what the seal covers. */
  | 'content-after-seal'
  /** The document is not the one that was sealed. */
  | 'digest-mismatch'
  /** The signature was not made by the key in the certificate. */
  | 'signature-invalid'
  /** No trusted authority certified the sealing key, or not for sealing. */
  | 'untrusted-issuer'
  /** The certificate of the seal or its authority was not valid at the time of sealing. */
  | 'certificate-not-valid-then';

/** The outcome of a check. Who and when are told of valid seals only: of others they are mere claims. */
export type SealCheck =
  | {
      readonly valid: true;
      readonly organName: string;
      /** Unified social credit code in the certificate, if it has one. */
      readonly organCode?: string;
      /** As the seal says it, whole seconds; no time-stamp authority confirms it. */
      readonly signedAt: Date;
      /** Hex, lower case. */
      readonly certificateSerial: string;
    }
  | { readonly valid: false; readonly reason: SealFault };
