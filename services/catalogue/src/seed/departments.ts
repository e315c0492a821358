/** Departments by the short name that registers use. Their ids are those of the register of organisations. */
const departmentIds: ReadonlyMap<string, string> = new Map([
  ['民政局', 'dept-mz'],
  ['市场监督管理局', 'dept-sj'],
  ['消防救援大队', 'dept-xf'],
  ['烟草专卖局', 'dept-yc'],
  ['城市管理局', 'dept-cg'],
  ['人力资源和社会保障局', 'dept-rs'],
  ['社会保险中心', 'dept-sb'],
  ['医疗保障局', 'dept-yb'],
  ['公安局', 'dept-ga'],
  ['公安局交警大队', 'dept-ga-jj'],
  ['公安局出入境管理大队', 'dept-ga-crj'],
  ['住房和城乡建设局', 'dept-zj'],
  ['住房公积金管理中心', 'dept-gjj'],
  ['不动产登记中心', 'dept-bdc'],
  ['卫生健康局', 'dept-wj'],
  ['税务局', 'dept-sw'],
  ['交通运输局', 'dept-jt'],
  ['教育体育局', 'dept-jy'],
  ['残疾人联合会', 'dept-cl'],
]);

/** Other words for a department: 人社局 for 人力资源和社会保障局. */
export type Aliases = ReadonlyMap<string, string>;

/** A department a register names. */
export interface NamedDepartment {
  departmentId: string;
  name: string;
  /** What the register says beside the name, e.g. 排水主管部门; empty when nothing. */
  qualifier: string;
}

/**
 * The department that words name: `城市管理局(排水主管部门)` is 城市管理局; of `残疾人联合会/民政局` the first leads.
 *
 * @param aliases other words for departments
 * @returns undefined when no department has the name
 */
export function departmentOf(words: string, aliases: Aliases = new Map()): NamedDepartment | undefined {
  const [, called = '', aside = '', others = ''] = /^([^(/]+)(?:\(([^)]*)\))?(?:\/(.+))?$/.exec(words) ?? [];
  const name = aliases.get(called) ?? called;
  const departmentId = departmentIds.get(name);
  if (departmentId === undefined) return undefined;
  return { departmentId, name, qualifier: [aside, others].filter((part) => part !== '').join('/') };
}
