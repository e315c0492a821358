import { creditCodeCheckDigit, idCheckDigit } from '#lib/identifiers';

/** The demonstration county (寻甸's code; names are invented). */
export const region = '530129';
/** Another county, for showing that nobody sees across. */
export const otherRegion = '530128';

/** The hall that takes everything in. */
export const hallId = 'hall-530129';

const departments = [
  ['mz', '民政局'],
  ['sj', '市场监督管理局'],
  ['xf', '消防救援大队'],
  ['yc', '烟草专卖局'],
  ['cg', '城市管理局'],
  ['rs', '人力资源和社会保障局'],
  ['sb', '社会保险中心'],
  ['yb', '医疗保障局'],
  ['ga', '公安局'],
  ['ga-jj', '公安局交警大队'],
  ['ga-crj', '公安局出入境管理大队'],
  ['zj', '住房和城乡建设局'],
  ['gjj', '住房公积金管理中心'],
  ['bdc', '不动产登记中心'],
  ['wj', '卫生健康局'],
  ['sw', '税务局'],
  ['jt', '交通运输局'],
  ['jy', '教育体育局'],
  ['cl', '残疾人联合会'],
] as const;

/** A valid credit code of a public body in the county, made up from a running number. */
function creditCode(running: number, area: string): string {
  const first17 = `11${area}${String(10_000_000 + running).padStart(9, '0')}`;
  return first17 + creditCodeCheckDigit(first17);
}

/** A valid ID number that belongs to nobody real: born on the given day in the county. */
export function demonstrationIdNumber(born: string, running: number): string {
  const first17 = `${region}${born.replaceAll('-', '')}${String(running).padStart(3, '0')}`;
  return first17 + idCheckDigit(first17);
}

/** Departments and halls. */
export const organisations = [
  {
    organisationId: hallId,
    name: '示范县政务服务中心',
    shortName: '示范政务',
    kind: 'hall',
    creditCode: creditCode(1, region),
    region,
  },
  {
    organisationId: 'hall-530128',
    name: '邻县政务服务中心',
    shortName: '邻县政务',
    kind: 'hall',
    creditCode: creditCode(2, otherRegion),
    region: otherRegion,
  },
  ...departments.map(([code, name], at) => ({
    organisationId: `dept-${code}`,
    name: `示范县${name}`,
    shortName: `示范${name.replace(/局$|中心$|大队$/, '')}`,
    kind: 'department',
    creditCode: creditCode(10 + at, region),
    region,
  })),
] as const;

const hallStaff = [
  ['clerk-li', '李受理', ['window-clerk'], '综合受理01号窗'],
  ['clerk-wang', '王受理', ['window-clerk'], '综合受理02号窗'],
  ['issue-zhao', '赵出件', ['issue-clerk'], '统一出件窗'],
  ['cashier-qian', '钱收费', ['cashier'], '收费窗'],
  ['cashier-sun', '孙收费', ['cashier'], '收费复核岗'],
  ['manager-sun', '孙主任', ['hall-manager'], ''],
  ['items-zhou', '周事项', ['item-manager'], ''],
  ['authority-wu', '吴授权', ['authority-manager'], ''],
  ['supervisor-zheng', '郑监察', ['supervisor'], ''],
  ['auditor-feng', '冯审计', ['auditor'], ''],
] as const;

/** Everybody who works in the demonstration: the hall's staff, and for each department a chief and a reviewer. */
export const staff = [
  ...hallStaff.map(([staffId, name, roles, window]) => ({
    staffId,
    organisationId: hallId as string,
    name: name as string,
    roles: [...roles] as string[],
    window: window as string,
    region,
  })),
  ...departments.flatMap(([code, name]) => [
    {
      staffId: `chief-${code}`,
      organisationId: `dept-${code}`,
      name: `${name.slice(0, 2)}首席`,
      roles: ['chief-representative'],
      window: '',
      region,
    },
    {
      staffId: `reviewer-${code}`,
      organisationId: `dept-${code}`,
      name: `${name.slice(0, 2)}审核`,
      roles: ['reviewer'],
      window: '',
      region,
    },
  ]),
  {
    staffId: 'clerk-neighbour',
    organisationId: 'hall-530128',
    name: '邻县受理',
    roles: ['window-clerk'],
    window: '1号窗',
    region: otherRegion,
  },
  {
    // One person with both roles, to show that accepting and deciding the same case is refused.
    staffId: 'both-sj',
    organisationId: 'dept-sj',
    name: '双岗人员',
    roles: ['window-clerk', 'chief-representative'],
    window: '',
    region,
  },
];

/** Citizens who sign in themselves. */
export const citizens = [
  { personId: 'citizen-chen', name: '陈小满', idNumber: demonstrationIdNumber('1990-03-05', 12), phone: '13887654321' },
  { personId: 'citizen-yang', name: '杨立秋', idNumber: demonstrationIdNumber('1985-08-07', 21), phone: '13987654322' },
];

const validFrom = '2026-01-01T00:00:00+08:00';
const validUntil = '2030-12-31T23:59:59+08:00';
const powers = ['decide', 'seal', 'extend', 'suspend', 'grant-withdrawal'];

/** Both kinds of letters: each department to the hall (受理委托书), each department to its chief (首席代表授权书). */
export const letters = [
  ...departments.map(([code], at) => ({
    letterId: `delegation-${code}`,
    kind: 'acceptance-delegation',
    letterNumber: `示范委〔2026〕${String(at + 1).padStart(3, '0')}号`,
    departmentId: `dept-${code}`,
    hallId: hallId as string,
    staffId: '',
    powers: [] as string[],
  })),
  ...departments.map(([code], at) => ({
    letterId: `authorisation-${code}`,
    kind: 'chief-authorisation',
    letterNumber: `示范授〔2026〕${String(at + 1).padStart(3, '0')}号`,
    departmentId: `dept-${code}`,
    hallId: '',
    staffId: `chief-${code}`,
    powers,
  })),
  {
    letterId: 'delegation-sj-own',
    kind: 'acceptance-delegation',
    letterNumber: '示范委〔2026〕100号',
    departmentId: 'dept-sj',
    hallId: 'dept-sj',
    staffId: '',
    powers: [] as string[],
  },
  {
    letterId: 'authorisation-both-sj',
    kind: 'chief-authorisation',
    letterNumber: '示范授〔2026〕100号',
    departmentId: 'dept-sj',
    hallId: '',
    staffId: 'both-sj',
    powers,
  },
].map((letter) => ({ ...letter, itemIds: [] as string[], validFrom, validUntil, region }));
