import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MessageInitShape } from '@bufbuild/protobuf';
import type { PlanSchema } from '#lib/contracts';
import { createSealAuthority, createSealKey, formatSealKey } from '#lib/seals';

export const region = '530129';
export const hall = 'hall-530129';
export const organ = 'dept-mz';
export const organName = '示范县民政局';
export const creditCode = '11530129000000000A';

const hex = (size: number): string => randomBytes(size).toString('hex');

/** A key ring for personal data, made for this run. */
export const personalKeys = JSON.stringify({
  current: 1,
  keys: { 1: { encryption: hex(16), mac: hex(32) } },
  index: hex(32),
});

/** What a test changes in the plan. */
export type PlanChange = Omit<Partial<MessageInitShape<typeof PlanSchema>>, '$typeName' | '$unknown'>;

/** A permit whose result is an electronic certificate for five years. */
export const plan = {
  itemId: 'MZ09',
  itemVersion: 1,
  itemName: '慈善组织公开募捐资格审核',
  departmentId: organ,
  departmentName: organName,
  result: { name: '慈善组织公开募捐资格证书', kind: 'certificate', electronic: true, validity: '5年' },
  holds: [{ kind: 'certificate', ref: '' }],
};

/** The organ's seal key, and an authority that nobody trusts for forged seals. @returns path of the key file */
export async function writeSealKeys(folder: string): Promise<string> {
  const validity = { notBefore: new Date('2020-01-01'), notAfter: new Date('2049-01-01') };
  const authority = createSealAuthority({ organName: '示范印章管理中心', organCode: '11530129MB0000000X' }, validity);
  const key = createSealKey({ organName, organCode: creditCode }, authority, validity);
  const path = join(folder, 'seals.json');
  const authorities = [Buffer.from(authority.certificateDer).toString('base64')];
  await writeFile(path, JSON.stringify({ organs: { [organ]: formatSealKey(key) }, authorities }));
  return path;
}

/** A seal key under an authority that this office does not trust. */
export function strangersKey(): ReturnType<typeof createSealKey> {
  const validity = { notBefore: new Date('2020-01-01'), notAfter: new Date('2049-01-01') };
  const authority = createSealAuthority({ organName: '别处的机构', organCode: '11530129MB0000000X' }, validity);
  return createSealKey({ organName, organCode: creditCode }, authority, validity);
}
