import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSealAuthority, createSealKey, formatSealKey, type SealSubject } from '#lib/seals';

const hex = (size: number): string => randomBytes(size).toString('hex');

/** What two parties of a test share, made for this run. */
export const makeSecret = (): string => hex(16);

/** A key ring for personal data, made for this run: what stands in `PERSONAL_KEYS`. */
export const makePersonalKeys = (): string =>
  JSON.stringify({ current: 1, keys: { 1: { encryption: hex(16), mac: hex(32) } }, index: hex(32) });

/** An organisation with a seal, and how its certificate names it. */
export interface SealOf extends SealSubject {
  organisationId: string;
}

/**
 * Makes the seal key of one organisation, under an authority that the file names as trusted.
 *
 * @param directory where the file is kept
 * @returns the file's path: what stands in `SEAL_KEYS`
 */
export function writeSealKeys(directory: string, { organisationId, ...subject }: SealOf): string {
  const validity = { notBefore: new Date('2020-01-01'), notAfter: new Date('2049-01-01') };
  const authority = createSealAuthority({ organName: '示范印章管理中心', organCode: '11530129MB0000000X' }, validity);
  const organs = { [organisationId]: formatSealKey(createSealKey(subject, authority, validity)) };
  const file = join(directory, 'seals.json');
  const authorities = [Buffer.from(authority.certificateDer).toString('base64')];
  writeFileSync(file, JSON.stringify({ organs, authorities }), { mode: 0o600 });
  return file;
}
