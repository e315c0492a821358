import { expect } from '@jest/globals';
import type { Content, Person } from './desk.js';

export const idNumber = '11010519491231002X';
export const creditCode = '91350100M000100Y43';

/** The smallest file that passes for a PDF. */
export const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\n%%EOF\n');

export const firm = { kind: 'organisation', name: '示范餐饮有限公司', creditCode, phone: '13800138000' };
export const person = { kind: 'natural-person', name: '张三丰', idNumber, phone: '13912345678' };
const fetches = { mode: 'window' };

/** An application of a firm, with the deferrable material too (`promises.ts` leaves it out). @param refs what else is brought */
export const forFirm = (refs: string[], more: object = {}): object => ({
  channel: 'window',
  itemId: 'SJ04',
  applicant: firm,
  materials: [...refs, 'rules'].map((ref) => ({ ref })),
  delivery: fetches,
  ...more,
});

/** An application of a person for what is done at once. */
export const forPerson = (more: object = {}): object => ({
  channel: 'window',
  itemId: 'MZ03',
  applicant: person,
  materials: [{ ref: 'apply' }],
  delivery: fetches,
  ...more,
});

/** Lodges at the desk. @returns the case as answered */
export async function lodged(clerk: Person, body: object = forFirm(['apply', 'plan'])): Promise<Content> {
  const { status, body: answer } = await clerk.post('/applications', body);
  expect(status).toBe(201);
  return answer;
}

/** Lodges and accepts. @returns the case as answered */
export async function accepted(clerk: Person, body?: object): Promise<Content> {
  const { caseId, version } = await lodged(clerk, body);
  const answer = await clerk.accept(`/cases/${caseId}/accept`, version);
  expect(answer.status).toBe(200);
  return answer.body;
}
