import type { MessageInitShape } from '@bufbuild/protobuf';
import type { PlanSchema } from '#lib/contracts';
import { createSealAuthority, createSealKey } from '#lib/seals';
import { makePersonalKeys } from '#lib/testing';

export const region = '530129';
export const hall = 'hall-530129';
export const organ = 'dept-mz';
export const organName = '示范县民政局';
export const creditCode = '11530129000000000A';

export const personalKeys = makePersonalKeys();

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

/** A seal key under an authority that this office does not trust. */
export function strangersKey(): ReturnType<typeof createSealKey> {
  const validity = { notBefore: new Date('2020-01-01'), notAfter: new Date('2049-01-01') };
  const authority = createSealAuthority({ organName: '别处的机构', organCode: '11530129MB0000000X' }, validity);
  return createSealKey({ organName, organCode: creditCode }, authority, validity);
}
