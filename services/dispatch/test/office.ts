import { makePersonalKeys, makeSecret } from '#lib/testing';

export const region = '530129';
export const hall = 'hall-530129';
export const hallName = '示范县政务服务中心';
export const hallCode = '12530129000000000B';

export const personalKeys = makePersonalKeys();

/** What the courier and the text message service share with the desk, made for this run. */
export const secrets = { courier: makeSecret(), sms: makeSecret() };

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
