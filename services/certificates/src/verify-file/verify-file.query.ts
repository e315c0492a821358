import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PersonalVault } from '#lib/access';
import { chinaDate } from '#lib/calendar';
import type { Tx } from '#lib/persistence';
import { verifySealedPdf } from '#lib/seals';
import { findByDigest } from '../certificate/certificate.repository.js';
import { TrustedAuthorities } from '../trust/trusted-authorities.js';
import { standingOf } from '../verify-certificate/standing.js';
import { brokenSeal, notInRegister, registered, type FileVerdict } from './verdict.js';

/** Whether a file is a certificate of this office, from its seal and from the register. */
@Injectable()
export class VerifyFile {
  constructor(
    private readonly authorities: TrustedAuthorities,
    private readonly vault: PersonalVault,
  ) {}

  /** @param pdf the file as it was handed in; it is not kept */
  async execute(tx: Tx, pdf: Buffer): Promise<FileVerdict> {
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    const sm3 = createHash('sm3').update(pdf).digest('hex');
    const digests = { sha256, sm3 };
    const seal = verifySealedPdf(pdf, this.authorities.certificates);
    if (!seal.valid) return brokenSeal(digests, seal.reason);
    const sealed = { organ: seal.organName, organCode: seal.organCode ?? null, at: seal.signedAt };
    const it = await findByDigest(tx, sha256);
    if (it === undefined) return notInRegister(digests, sealed);
    return registered(digests, sealed, standingOf(this.vault, it, chinaDate(tx.now)));
  }
}
