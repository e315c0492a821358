const codes = [
  'seal.key-unreadable',
  'seal.certificate-unreadable',
  'seal.certificate-not-valid-then',
  'seal.organ-mismatch',
  'seal.document-unsupported',
  'seal.already-sealed',
  'seal.model-invalid',
  'seal.content-too-long',
  'seal.font-missing',
  'seal.press-failed',
  'seal.press-closed',
] as const;

/** Everything this library refuses, by a stable code. */
export type SealErrorCode = (typeof codes)[number];

/** A refusal to key, draw or seal. The message carries no personal data and no key material. */
export class SealError extends Error {
  constructor(
    readonly code: SealErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'SealError';
  }
}

/**
 * Rebuilds a refusal that crossed a thread as plain text.
 * @param code what the other side called it; anything unknown becomes `seal.press-failed`
 * @param message its sentence
 */
export function sealErrorFrom(code: string, message: string): SealError {
  return new SealError(codes.find((known) => known === code) ?? 'seal.press-failed', message);
}
