import { createHash } from 'node:crypto';
import { applicantFirm, decide, signature } from './matter.js';
import type { Person } from './person.js';
import { type People, soon, tell, text, untilField } from './people.js';
import { giveOpinion } from './walk-joint.js';

type Content = Record<string, unknown>;

/** The answers in the one form (一张表) of 开办餐饮店. */
const form = {
  operator: {
    name: applicantFirm.name,
    creditCode: applicantFirm.creditCode,
    principal: '陈小满',
    phone: applicantFirm.phone,
  },
  premises: { address: '示范县仁德街道龙泉路 8 号', areaSquareMetres: 180, floor: '一层' },
  business: { kinds: ['热食类', '自制饮品'], tobacco: true },
  employees: { count: 12, healthCertified: 9 },
  fire: { seats: 60, openFlame: true },
  sign: { words: '示范小馆', widthCentimetres: 400, heightCentimetres: 90 },
};

/**
 * One matter (一件事), 开办餐饮店: lodged once with one form and one set of materials, accepted in one act, decided by each
 * department, answered once, handed over once.
 */
export async function walkOneMatter(people: People): Promise<void> {
  const clerk = await people.get('clerk-li');
  const applicationId = await lodgeBundle(clerk);
  const cases = await acceptAll(clerk, applicationId);
  await decideEach(people, cases);
  const answered = await untilField(clerk, `/api/intake/applications/${applicationId}`, 'state', 'answered');
  tell('intake', '一件事统一答复', `ApplicationAnswered, ${text(answered, 'answerNumber')}`);
  await fetchAnswer(clerk, applicationId);
  await handOverAll(await people.get('issue-zhao'), applicationId, cases.length);
  for (const it of cases) await untilField(clerk, `/api/intake/cases/${text(it, 'caseId')}`, 'state', 'closed');
  tell('intake', `${cases.length} 件全部办结`, 'CaseClosed');
}

async function lodgeBundle(clerk: Person): Promise<string> {
  const guide = await clerk.read('/api/catalogue/bundles/YJS05');
  const set = guide['materialSet'] as { ref: string; uses: { itemId: string }[] }[];
  const optionalMembers = ['YC01'];
  const left = (guide['members'] as { itemId: string; optional: boolean }[])
    .filter(({ itemId, optional }) => optional && !optionalMembers.includes(itemId))
    .map(({ itemId }) => itemId);
  // What only a member that was left out needs is not handed in.
  const materials = set
    .filter(({ uses }) => uses.some(({ itemId }) => !left.includes(itemId)))
    .map(({ ref }) => ({ ref }));
  const body = {
    channel: 'window',
    bundleId: 'YJS05',
    optionalMembers,
    applicant: applicantFirm,
    form,
    materials,
    delivery: { mode: 'window' },
  };
  const it = await soon('lodging', async () => clerk.act('/api/intake/applications/bundles', body), 20);
  const cases = it['cases'] as Content[];
  const applicationId = text(it, 'applicationId');
  tell(clerk.login, `收件 ${text(it, 'bundleName')}`, `one form, ${materials.length} materials, ${cases.length} cases`);
  const scan = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
  const digest = createHash('sha256').update(scan).digest('base64');
  const path = `/api/intake/applications/${applicationId}/materials/plan/file`;
  const { uses } = await clerk.upload(path, 'application/pdf', new Uint8Array(scan), digest);
  tell(clerk.login, '上传场所平面图一次', `used by ${(uses as Content[]).length} cases`);
  return applicationId;
}

async function acceptAll(clerk: Person, applicationId: string): Promise<Content[]> {
  const seen = await clerk.read(`/api/intake/applications/${applicationId}`);
  const lodged = seen['cases'] as Content[];
  const cases = lodged.map(({ caseId, version }) => ({ caseId, version }));
  const accepted = await clerk.act(`/api/intake/applications/${applicationId}/accept`, { cases });
  const numbers = (accepted['cases'] as Content[]).map((it) => text(it, 'caseNumber'));
  tell(clerk.login, `一并受理 ${numbers.length} 件`, `CaseAccepted × ${numbers.length}`);
  return lodged;
}

/** Every department decides its own case; the food permit is examined together with the city's management office. */
async function decideEach(people: People, cases: readonly Content[]): Promise<void> {
  const decisions = cases.map(async (it) => {
    const caseId = text(it, 'caseId');
    if (it['itemId'] === 'SJ04') await giveOpinion(people, caseId, 'cg');
    const chief = await people.get(text(it, 'departmentId').replace('dept-', 'chief-'));
    await decide(chief, caseId, { outcome: 'approved' });
  });
  await Promise.all(decisions);
}

async function fetchAnswer(clerk: Person, applicationId: string): Promise<void> {
  const { items } = await clerk.read(`/api/intake/applications/${applicationId}/notices`);
  const papers = items as Content[];
  if (papers.length !== 1) throw new Error(`there are ${papers.length} answers`);
  const pdf = await clerk.download(`/api/intake/notices/${text(papers[0] ?? {}, 'documentId')}/file`);
  if (Buffer.from(pdf.subarray(0, 5)).toString() !== '%PDF-') throw new Error('the answer is no PDF');
  tell(clerk.login, '取统一答复', `${pdf.length} bytes, sealed`);
}

async function handOverAll(issue: Person, applicationId: string, count: number): Promise<void> {
  await soon('every released result', async () => {
    const { items } = await issue.read(`/api/dispatch/orders?applicationId=${applicationId}`);
    const released = (items as Content[]).filter(({ state }) => state === 'released');
    if (released.length !== count) throw new Error(`${released.length} of ${count} are released`);
  });
  const body = { receivedBy: applicantFirm.name, idNumber: applicantFirm.creditCode, signature };
  const answer = await issue.act(`/api/dispatch/applications/${applicationId}/hand-over`, body);
  tell(issue.login, '一窗出件,一次签字', `ResultDelivered × ${count}, ${text(answer, 'receiptNumber')}`);
}
