export const region = '530129';
export const hall = 'hall-530129';
export const department = 'dept-mz';

/** The national days of 2026 around which the tests count. */
export const offDays = {
  '2026-10-01': '国庆节',
  '2026-10-02': '国庆节',
  '2026-10-05': '国庆节',
  '2026-10-06': '国庆节',
  '2026-10-07': '国庆节',
};
export const makeupWorkdays = { '2026-10-10': '国庆节' };

/** An instant of China time, written `2026-09-30 10:00`. */
export const china = (time: string): Date => new Date(`${time.replace(' ', 'T')}+08:00`);

/** The end of a China day. */
export const endOf = (day: string): string => china(`${day} 23:59:59.999`).toISOString();

/** A permit promised in five working days that the law gives twenty. */
export const plan = {
  itemId: 'MZ09',
  itemVersion: 1,
  itemName: '慈善组织公开募捐资格审核',
  departmentId: department,
  departmentName: '示范县民政局',
  extension: { limit: { days: 10, unit: 'working-day' }, approver: '本部门负责人' },
  specialProcedures: [{ name: '专家评审', limit: { days: 5, unit: 'working-day' }, excludedFromClock: true }],
};
