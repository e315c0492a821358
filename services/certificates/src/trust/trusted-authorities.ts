import { Injectable } from '@nestjs/common';
import { readSealKeys } from '#lib/seals';
import { CertificatesConfig } from '../certificates.config.js';

/** The seal authorities that this office trusts, read once at start. */
@Injectable()
export class TrustedAuthorities {
  /** DER certificates. */
  readonly certificates: readonly Uint8Array[];

  constructor(config: CertificatesConfig) {
    const { authorities } = readSealKeys(config.SEAL_KEYS);
    this.certificates = authorities.map((text) => new Uint8Array(Buffer.from(text, 'base64')));
  }
}
