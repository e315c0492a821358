import { createHash } from 'node:crypto';
import { citizens } from '../seed/hall.js';
import type { Person } from './person.js';
import { soon, tell, text } from './people.js';

/** Who applies in the walks. */
export interface Applicant {
  kind: 'natural-person' | 'organisation';
  name: string;
  idNumber?: string;
  creditCode?: string;
  phone: string;
}

const [chen, yang] = citizens;
if (chen === undefined || yang === undefined) throw new Error('the seed has no citizens');

/** 陈小满, who also signs in herself. */
export const applicantChen: Applicant = {
  kind: 'natural-person',
  name: chen.name,
  idNumber: chen.idNumber,
  phone: chen.phone,
};

/** 杨立秋. */
export const applicantYang: Applicant = {
  kind: 'natural-person',
  name: yang.name,
  idNumber: yang.idNumber,
  phone: yang.phone,
};

/** A firm with a valid, invented credit code. */
export const applicantFirm = {
  kind: 'organisation',
  name: '示范小馆餐饮有限公司',
  creditCode: '91350100M000100Y43',
  phone: '13800138000',
} as const satisfies Applicant;

/** A one-pixel PNG: what a signature pad would send is larger and no different. */
export const signature =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** What is taken in at the window. */
export interface Lodging {
  itemId: string;
  applicant: Applicant;
  /** Which materials are handed in; without it all of the item's list. */
  refs?: string[];
  delivery?: object;
  channel?: 'window' | 'online';
}

interface Guide {
  item: { name: string; materials: { ref: string; name: string; necessity: string }[] };
}

/** Lodges an application with scans of its materials. @returns the case as it stands */
export async function lodge(person: Person, lodging: Lodging): Promise<Record<string, unknown>> {
  const guide = (await person.read(`/api/catalogue/items/${lodging.itemId}`)) as unknown as Guide;
  const listed = guide.item.materials.map(({ ref }) => ref);
  const refs = lodging.refs ?? listed;
  const body = {
    channel: lodging.channel ?? 'window',
    itemId: lodging.itemId,
    applicant: lodging.applicant,
    materials: refs.map((ref) => ({ ref })),
    delivery: lodging.delivery ?? { mode: 'window' },
  };
  let it = await soon('lodging', async () => person.act('/api/intake/applications', body), 20);
  tell(person.login, `收件 ${guide.item.name}`, `case ${text(it, 'caseId')}, answer due ${text(it, 'answerDueAt')}`);
  const scan = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
  const digest = createHash('sha256').update(scan).digest('base64');
  for (const ref of refs.slice(0, 1)) {
    const path = `/api/intake/cases/${text(it, 'caseId')}/materials/${ref}/file`;
    it = { ...it, ...(await person.upload(path, 'application/pdf', new Uint8Array(scan), digest)) };
    tell(person.login, `扫描上传 ${ref}`);
  }
  return it;
}

/** Accepts a lodged case. @param body a promise, when something is outstanding @returns the case as it stands */
export async function accept(
  person: Person,
  it: Record<string, unknown>,
  body: object = {},
): Promise<Record<string, unknown>> {
  const accepted = await person.act(`/api/intake/cases/${text(it, 'caseId')}/accept`, body, it['version']);
  tell(
    person.login,
    '受理',
    `CaseAccepted, 办件编号 ${text(accepted, 'caseNumber')}, ${text(accepted, 'noticeNumber')}`,
  );
  return accepted;
}

/** Decides a case as soon as it has reached the department. */
export async function decide(person: Person, caseId: string, decision: object): Promise<Record<string, unknown>> {
  const seen = await soon('the case at the department', async () => person.read(`/api/review/cases/${caseId}`));
  const decided = await person.act(`/api/review/cases/${caseId}/decide`, decision, seen['version']);
  tell(person.login, `决定 ${text(decided, 'outcome')}`, `CaseDecided, ${text(decided, 'letterNumber')}`);
  return decided;
}

/** The order of a case once its result is released. */
export async function releasedOrder(person: Person, caseId: string): Promise<Record<string, unknown>> {
  const order = await soon('the released result', async () => {
    const { items } = (await person.read(`/api/dispatch/orders?caseId=${caseId}`)) as {
      items: Record<string, unknown>[];
    };
    const found = items[0];
    if (found === undefined || found['state'] === 'held') throw new Error(`the order is ${String(found?.['state'])}`);
    return found;
  });
  tell('dispatch', '结果可出件', 'ResultReleased');
  return order;
}

/** Gives a result out at the window. */
export async function handOver(person: Person, order: Record<string, unknown>, applicant: Applicant): Promise<void> {
  const body = {
    receivedBy: applicant.name,
    idNumber: applicant.idNumber ?? applicant.creditCode ?? '',
    signature,
  };
  await person.act(`/api/dispatch/orders/${text(order, 'orderId')}/hand-over`, body, order['version']);
  tell(person.login, '窗口出件,签字领取', 'ResultDelivered');
}

/** Fetches every sealed notice of a case and checks that it is a PDF. */
export async function fetchNotices(person: Person, caseId: string): Promise<number> {
  const { items } = (await person.read(`/api/intake/cases/${caseId}/notices`)) as {
    items: { documentId: string; number: string }[];
  };
  for (const { documentId, number } of items) {
    const pdf = await person.download(`/api/intake/notices/${documentId}/file`);
    if (Buffer.from(pdf.subarray(0, 5)).toString() !== '%PDF-') throw new Error(`${number} is no PDF`);
    tell(person.login, `取文书 ${number}`, `${pdf.length} bytes, sealed`);
  }
  return items.length;
}
