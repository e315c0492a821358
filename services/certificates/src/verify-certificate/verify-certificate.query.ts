import { Injectable } from '@nestjs/common';
import { PersonalVault } from '#lib/access';
import { chinaDate } from '#lib/calendar';
import type { Tx } from '#lib/persistence';
import { DomainError } from '#lib/service-kit';
import { findByNumber } from '../certificate/certificate.repository.js';
import { type Standing, standingOf } from './standing.js';

/** Longer than any number of ours. */
const longest = 120;

/** How a certificate stands, for anybody who has its number. */
@Injectable()
export class VerifyCertificate {
  constructor(private readonly vault: PersonalVault) {}

  /** @throws DomainError `certificate.unknown-number` */
  async byNumber(tx: Tx, number: string): Promise<Standing> {
    const it = number.length > longest ? undefined : await findByNumber(tx, number);
    if (it === undefined) throw unknownNumber();
    return standingOf(this.vault, it, chinaDate(tx.now));
  }
}

const unknownNumber = (): DomainError =>
  new DomainError('certificate.unknown-number', 'not-found', {
    zh: '没有登记这个编号的证照',
    en: 'No certificate is registered under this number',
  });
