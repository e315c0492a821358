import { text } from '../../walks/people.js';
import { decide, firm, givenOut, type LoadFirm, partyOf, receiptOf, scan, type Seen, untilState } from '../acts.js';
import type { Crew } from '../crew.js';
import type { Kind } from '../kind.js';
import { giveOpinion } from '../opinions.js';
import type { Random } from '../random.js';
import type { LoadDepartment } from '../staff.js';
import type { Walker } from '../walker.js';

const bundleId = 'YJS05';
const optionalMembers = ['YC01'];
/** The food permit is examined together with the city's management office. */
const examinedTogether = { itemId: 'SJ04', member: 'cg' } as const;

/** One matter (一件事), 开办餐饮店: one form, accepted in one act, decided by each department, handed over once. */
export const oneMatter: Kind = async (crew, random) => {
  const [clerk, who] = [crew.clerk(random), firm(random)];
  const applicationId = await lodgeAll(clerk, who);
  const cases = await acceptAll(clerk, applicationId);
  await Promise.all(cases.map(async (it) => decideOne(crew, random, it)));
  await handOverAll(crew.issuer(random), applicationId, cases.length, who);
  for (const it of cases) await untilState(clerk, text(it, 'caseId'), 'closed', 'handed over → closed at front desk');
  return cases.map((it) => givenOut(text(it, 'caseId'), 'valid'));
};

async function lodgeAll(clerk: Walker, who: LoadFirm): Promise<string> {
  const guide = await clerk.read(`/api/catalogue/bundles/${bundleId}`);
  const left = (guide['members'] as { itemId: string; optional: boolean }[])
    .filter(({ itemId, optional }) => optional && !optionalMembers.includes(itemId))
    .map(({ itemId }) => itemId);
  // What only a member that was left out needs is not handed in.
  const materials = (guide['materialSet'] as { ref: string; uses: { itemId: string }[] }[])
    .filter(({ uses }) => uses.some(({ itemId }) => !left.includes(itemId)))
    .map(({ ref }) => ({ ref }));
  const delivery = { mode: 'window' };
  const content = { channel: 'window', bundleId, optionalMembers, applicant: partyOf(who), form: formOf(who) };
  const path = '/api/intake/applications';
  const lodged = await clerk.act('lodge bundle', `${path}/bundles`, { ...content, materials, delivery });
  const applicationId = text(lodged, 'applicationId');
  await clerk.upload('upload', `${path}/${applicationId}/materials/plan/file`, 'application/pdf', scan);
  return applicationId;
}

/** @returns the cases as lodged */
async function acceptAll(clerk: Walker, applicationId: string): Promise<Seen[]> {
  const path = `/api/intake/applications/${applicationId}`;
  const lodged = (await clerk.read(path))['cases'] as Seen[];
  const cases = lodged.map(({ caseId, version }) => ({ caseId, version }));
  await clerk.act('accept bundle', `${path}/accept`, { cases });
  return lodged;
}

async function decideOne(crew: Crew, random: Random, it: Seen): Promise<void> {
  const { itemId, member } = examinedTogether;
  const caseId = text(it, 'caseId');
  if (it['itemId'] === itemId) await giveOpinion(crew.reviewer(random, member), caseId, member);
  const department = text(it, 'departmentId').replace('dept-', '') as LoadDepartment;
  await decide(crew.chief(random, department), caseId, { outcome: 'approved' });
}

async function handOverAll(issuer: Walker, applicationId: string, count: number, who: LoadFirm): Promise<void> {
  await issuer.reach('decided → all released', async () => {
    const { items } = await issuer.read(`/api/dispatch/orders?applicationId=${applicationId}`);
    return (items as Seen[]).filter(({ state }) => state === 'released').length === count ? items : undefined;
  });
  await issuer.act('hand over all', `/api/dispatch/applications/${applicationId}/hand-over`, receiptOf(who));
}

/** The answers in the one form (一张表). */
const formOf = ({ name, creditCode, phone }: LoadFirm): object => ({
  operator: { name, creditCode, principal: '陈小满', phone },
  premises: { address: '示范县仁德街道龙泉路 8 号', areaSquareMetres: 180, floor: '一层' },
  business: { kinds: ['热食类', '自制饮品'], tobacco: true },
  employees: { count: 12, healthCertified: 9 },
  fire: { seats: 60, openFlame: true },
  sign: { words: '示范小馆', widthCentimetres: 400, heightCentimetres: 90 },
});
