import { readFileSync } from 'node:fs';
import { DomainError } from '#lib/service-kit';

/** The organs whose seals a service may use, and the authority that vouches for all seals. */
export interface SealKeys {
  /** Organisation id → key as `formatSealKey` writes it. */
  readonly organs: Readonly<Record<string, string>>;
  /** DER certificates of the trusted seal authorities, base64. */
  readonly authorities: readonly string[];
}

/**
 * Reads the key file of a service. Its rights on disk are the deployment's to keep (0600).
 *
 * @param path JSON file
 * @throws Error naming what is wrong with the file
 */
export function readSealKeys(path: string): SealKeys {
  const content = JSON.parse(readFileSync(path, 'utf8')) as Partial<SealKeys>;
  if (typeof content.organs !== 'object' || !Array.isArray(content.authorities)) {
    throw new Error(`${path}: expected {"organs": {…}, "authorities": […]}`);
  }
  return { organs: content.organs, authorities: content.authorities };
}

/** @throws DomainError `seal.unknown-organ` */
export function keyOfOrgan(keys: SealKeys, organId: string): string {
  const key = keys.organs[organId];
  if (key !== undefined) return key;
  throw new DomainError('seal.unknown-organ', 'conflict', {
    zh: '该单位的印章尚未登记,不能出具文书,请联系授权管理员。',
    en: 'This organ has no registered seal; ask the authority manager.',
  });
}
