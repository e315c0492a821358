const idNumber = '11010519491231002X';

/** A file that is taken. */
export const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\n%%EOF\n');

/** A firm that applies. */
export const firm = {
  kind: 'organisation',
  name: '示范餐饮有限公司',
  creditCode: '91350100M000100Y43',
  phone: '13800138000',
};

/** A citizen who applies. */
export const person = { kind: 'natural-person', name: '张三丰', idNumber, phone: '13912345678' };

/** What is lodged for the firm, with materials. */
export const forFirm = (refs: string[], more: object = {}): object => ({
  channel: 'window',
  itemId: 'SJ04',
  applicant: firm,
  materials: refs.map((ref) => ({ ref })),
  delivery: { mode: 'window' },
  ...more,
});

/** The floor plan is missing. */
export const correction = { defects: [{ materialRef: 'plan', reasonClass: 'missing', wanted: '提交平面布局图' }] };

/** The application form has a fault. */
export const applyWrong = { defects: [{ materialRef: 'apply', reasonClass: 'incorrect', wanted: '加盖公章' }] };

/** The floor plan comes in. */
export const cure = { materials: [{ ref: 'plan' }] };

/** Why an application is not accepted. */
export const refusal = {
  reasonClass: 'not-our-power',
  reason: '不属于本机关职权范围',
  legalBasis: '行政许可法第三十二条',
  remedy: '可在六十日内申请行政复议。',
};

/** Why an applicant goes. */
export const withdrawal = { reason: '不办了' };

/** What is lodged for the citizen. */
export const forPerson = (more: object = {}): object =>
  forFirm(['apply'], { itemId: 'MZ03', applicant: person, ...more });
