import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSealAuthority, createSealKey, formatSealKey } from '#lib/seals';

export const region = '530129';
export const hall = 'hall-530129';
export const hallName = '示范县政务服务中心';

const hex = (size: number): string => randomBytes(size).toString('hex');

/** A key ring for personal data, made for this run. */
export const personalKeys = JSON.stringify({
  current: 1,
  keys: { 1: { encryption: hex(16), mac: hex(32) } },
  index: hex(32),
});

/** What the courier and the text message service share with the desk, made for this run. */
export const secrets = { courier: hex(16), sms: hex(16) };

/** The applicant of every case here. */
export const applicant = {
  kind: 'natural-person',
  name: '张三丰',
  idKind: 'id-number',
  idNumber: '530129199001011234',
  phone: '13800000000',
  agent: { name: '李四', idNumber: '530129199202022345', phone: '13900000000' },
};

/** Where a courier finds the applicant. */
export const address = { recipient: '张三丰', phone: '13800000000', address: '示范县仁德街道1号' };

/** The smallest PNG there is. */
export const signature =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A permit whose result waits for its certificate. */
export const plan = {
  itemId: 'MZ09',
  itemVersion: 1,
  itemName: '慈善组织公开募捐资格审核',
  departmentId: 'dept-mz',
  departmentName: '示范县民政局',
  holds: [{ kind: 'certificate', ref: '' }],
};

/** The hall's seal key. @returns path of the key file */
export async function writeSealKeys(folder: string): Promise<string> {
  const validity = { notBefore: new Date('2020-01-01'), notAfter: new Date('2049-01-01') };
  const authority = createSealAuthority({ organName: '示范印章管理中心', organCode: '11530129MB0000000X' }, validity);
  const key = createSealKey({ organName: hallName, organCode: '12530129000000000B' }, authority, validity);
  const path = join(folder, 'seals.json');
  const authorities = [Buffer.from(authority.certificateDer).toString('base64')];
  await writeFile(path, JSON.stringify({ organs: { [hall]: formatSealKey(key) }, authorities }));
  return path;
}
