import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSealAuthority, createSealKey, formatSealKey } from '#lib/seals';
import { localDirectory } from '../state.js';

/** An organ that has a seal. */
export interface SealedOrgan {
  organisationId: string;
  name: string;
  creditCode: string;
}

/**
 * Makes the demonstration seals: a seal authority and one key for each organ. Lawful seals need certified devices and a
 * registered maker; these show structure and verification.
 *
 * @returns the path of the key file
 */
export async function prepareSeals(organs: SealedOrgan[], now: Date): Promise<string> {
  const file = join(localDirectory(), 'seal-keys.json');
  if (existsSync(file)) return file;
  // Business time may be moved years ahead in a demonstration; the seals must last that long.
  const validity = {
    notBefore: new Date(now.getTime() - 86_400_000),
    notAfter: new Date(now.getTime() + 20 * 365 * 86_400_000),
  };
  const authority = createSealAuthority({ organName: '示范印章认证机构', organCode: '11530129MB0000000A' }, validity);
  const keys: Record<string, string> = {};
  for (const { organisationId, name, creditCode } of organs) {
    const key = createSealKey({ organName: name, organCode: creditCode }, authority, validity);
    keys[organisationId] = formatSealKey(key);
  }
  const authorities = [Buffer.from(authority.certificateDer).toString('base64')];
  writeFileSync(file, JSON.stringify({ organs: keys, authorities }), { mode: 0o600 });
  return file;
}
