import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSealAuthority, createSealKey, formatSealKey } from '#lib/seals';

export const region = '530129';
export const hall = 'hall-530129';
export const hallName = '示范县政务服务中心';
/** What the provider shares with the office, made for this run. */
export const secret = randomBytes(16).toString('hex');

/** A fee line as a test writes it. */
export interface Line {
  code: string;
  name: string;
  amountFen: bigint;
  basis: string;
  timing: string;
  condition: string;
}

const line = (code: string, yuan: number, more: Partial<Line> = {}): Line => ({
  code,
  name: `费用 ${code}`,
  amountFen: BigInt(yuan * 100),
  basis: '发改价格〔2019〕914号',
  timing: 'before-result',
  condition: '',
  ...more,
});

/** 120 yuan, always. */
export const passport = line('F1', 120);
/** 40 yuan, when it was lost. */
export const replacement = line('F2', 40, { condition: '遗失补领' });
/** 60 yuan for the examination, before it is decided. */
export const examination = line('F3', 60, { timing: 'before-decision' });
/** Nobody said on what ground. */
export const groundless = line('F4', 10, { basis: '' });

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
