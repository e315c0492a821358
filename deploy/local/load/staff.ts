import { demonstrationIdNumber, hallId, region } from '../seed/hall.js';

/** How many of each work during a load: windows share the queue, nobody decides what they accepted. */
const clerks = 6;
const issuers = 3;
const chiefsEach = 2;
const citizensCount = 6;

/** The departments whose items the load takes in. */
export const loadDepartments = ['sj', 'yc', 'jt', 'zj', 'wj'] as const;

/** One of them. */
export type LoadDepartment = (typeof loadDepartments)[number];

const numbered = (many: number, name: string): string[] =>
  Array.from({ length: many }, (_, at) => `load-${name}-${at + 1}`);

/** Logins of the clerks who take in. */
export const clerkLogins = numbered(clerks, 'clerk');
/** Logins at the issue desk. */
export const issuerLogins = numbered(issuers, 'issue');
/** Logins of a department's chiefs. */
export const chiefLogins = (department: LoadDepartment): string[] => numbered(chiefsEach, `chief-${department}`);

/** Citizens of the load, who may sign in. */
export const loadCitizens = numbered(citizensCount, 'citizen').map((personId, at) => ({
  personId,
  name: `测试${'甲乙丙丁戊己'[at] ?? '某'}`,
  idNumber: demonstrationIdNumber('1991-06-01', 101 + at),
  phone: `1380000${String(1_000 + at)}`,
}));

/** Everybody of the load as identity’s seed wants them, with the letters of the chiefs. */
export function loadPeople(password: string): object {
  const desk = (logins: string[], role: string, name: string): object[] =>
    logins.map((login, at) => staffMember(login, hallId, `${name}${at + 1}`, role, password));
  const chiefs = loadDepartments.flatMap((code) => chiefLogins(code).map((login, at) => ({ login, code, at })));
  return {
    organisations: [],
    staff: [
      ...desk(clerkLogins, 'window-clerk', '并发受理'),
      ...desk(issuerLogins, 'issue-clerk', '并发出件'),
      ...chiefs.map(({ login, code, at }) =>
        staffMember(login, `dept-${code}`, `并发首席${code}${at + 1}`, 'chief-representative', password),
      ),
    ],
    citizens: loadCitizens.map((one) => ({ ...one, login: one.personId, password })),
    letters: chiefs.map(({ login, code }) => letterOf(login, code)),
  };
}

function staffMember(login: string, organisationId: string, name: string, role: string, password: string): object {
  return { staffId: login, organisationId, name, roles: [role], window: '', region, login, password };
}

function letterOf(login: string, code: string): object {
  return {
    letterId: `authorisation-${login}`,
    kind: 'chief-authorisation',
    letterNumber: `示范授〔2026〕${login}号`,
    departmentId: `dept-${code}`,
    hallId: '',
    staffId: login,
    powers: ['decide', 'seal', 'extend', 'suspend', 'grant-withdrawal'],
    itemIds: [],
    validFrom: '2026-01-01T00:00:00+08:00',
    validUntil: '2030-12-31T23:59:59+08:00',
    region,
  };
}
