import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Register, region as registerRegion, seedFile } from '../../services/catalogue/test/register.js';
import { seedCatalogue } from '../../services/catalogue/src/seed/index.js';
import { Desk, type Person } from '../../services/intake/test/desk.js';
import { lead } from '../../services/review/test/hall.js';
import { ReviewStand } from '../../services/review/test/stand.js';
import { StaffAppointedSchema } from '#lib/contracts';
import { newId } from '#lib/service-kit';
import type { Answer } from '#lib/testing';
import { expectProblem, holdings, type Refusal } from './unchanged.js';

/*
 * Every bad input of the office, each refused with problem+json and a stable code, and nothing changed: the schema's
 * content before and after is compared here for each. What a refusal says beyond that is tested where it is made:
 *
 * | bad input                        | code                          | its words, fields and variants                     |
 * | -------------------------------- | ----------------------------- | -------------------------------------------------- |
 * | unknown item                     | item.unknown                  | intake acts; withdrawn: item.withdrawn             |
 * | ID number, credit code checksum  | request.invalid               | intake acts, applicant-faults.spec; identifiers    |
 * | missing mandatory material       | case.material-missing         | intake acts (names each)                           |
 * | material not on the list         | material.not-on-list          | intake acts (lodging, correcting, uploading)       |
 * | upload of the wrong type         | material.type-refused         | intake acts; digests too                           |
 * | upload too large                 | material.too-large            | intake acts                                        |
 * | second submit with the same key  | idempotency.key-reused        | intake, review, catalogue, identity, certificates  |
 * | stale version                    | <noun>.stale-version          | intake, review, catalogue, certificates, dispatch, |
 * |                                  |                               | identity                                           |
 * | act without the version seen     | precondition.required         | which acts need it: policy.spec                    |
 * | act out of state                 | <noun>.transition-refused     | intake, review, catalogue, certificates            |
 * | staff outside the letter         | authority.letter-missing      | intake, review; every reason: access authorise     |
 * | same person accepting, deciding  | authority.same-person         | review acts; access authorise                      |
 * | another region's case            | case.not-found                | intake acts; review: here                          |
 * | expired token                    | token.expired                 | intake, review, identity sign-in                   |
 * | malformed seed file              | file and line in the message  | catalogue seed, read-register.spec, json-text.spec;|
 * |                                  |                               | identity parse-identity-seed.spec, time            |
 */

const idNumber = '11010519491231002X';
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\n%%EOF\n');
const english = { 'accept-language': 'en' };
const seen = (version: number): Record<string, string> => ({ 'if-match': `"${version}"` });
const firm = { kind: 'organisation', name: '示范餐饮有限公司', creditCode: '91350100M000100Y43', phone: '13800138000' };
const person = { kind: 'natural-person', name: '张三丰', idNumber, phone: '13912345678' };
const forFirm = (refs: string[], more: object = {}): object => ({
  channel: 'window',
  itemId: 'SJ04',
  applicant: firm,
  materials: refs.map((ref) => ({ ref })),
  delivery: { mode: 'window' },
  ...more,
});
const correction = { defects: [{ materialRef: 'plan', reasonClass: 'missing', wanted: '提交平面布局图' }] };
const applyWrong = { defects: [{ materialRef: 'apply', reasonClass: 'incorrect', wanted: '加盖公章' }] };
const cure = { materials: [{ ref: 'plan' }] };
const refusal = {
  reasonClass: 'not-our-power',
  reason: '不属于本机关职权范围',
  legalBasis: '行政许可法第三十二条',
  remedy: '可在六十日内申请行政复议。',
};
const withdrawal = { reason: '不办了' };
const forPerson = (more: object = {}): object => forFirm(['apply'], { itemId: 'MZ03', applicant: person, ...more });

describe('at the front desk', () => {
  let desk: Desk;
  let clerk: Person;
  /** A case with its papers, one without, one accepted, one under correction, one refused, one outside the hall's letters. */
  const cases = { whole: '', bare: '', accepted: '', corrected: '', refused: '', undelegated: '' };

  beforeAll(async () => {
    desk = await Desk.start();
    clerk = await desk.staff('clerk');
    const lodge = async (body: object): Promise<string> => (await clerk.post('/applications', body)).body.caseId;
    cases.whole = await lodge(forFirm(['apply', 'plan']));
    cases.bare = await lodge(forFirm(['apply']));
    cases.accepted = await lodge(forPerson());
    cases.undelegated = await lodge(forPerson({ itemId: 'RS01' }));
    expect((await clerk.accept(`/cases/${cases.accepted}/accept`, 1)).status).toBe(200);
    cases.corrected = await lodge(forFirm(['apply']));
    expect((await clerk.act(`/cases/${cases.corrected}/correct`, 1, correction)).status).toBe(200);
    cases.refused = await lodge(forFirm(['apply']));
    expect((await clerk.act(`/cases/${cases.refused}/refuse`, 1, refusal)).status).toBe(200);
    const other = await lodge(forFirm(['apply']));
    expect((await clerk.upload(`/cases/${other}/materials/plan/file`, pdf, 'application/pdf')).status).toBe(200);
  });
  afterAll(async () => desk.close());

  const files = (): string[] =>
    readdirSync(join(desk.servers.directory, 'files'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  const state = async (): Promise<object> => ({ ...(await holdings(async (sql) => desk.rows(sql))), files: files() });
  const audits = async (): Promise<object[]> =>
    desk.rows("SELECT person_id, act, object, code FROM access_audit WHERE kind = 'refused' ORDER BY audit_id");
  const refusalOf = ({ status, type, body }: Answer): Refusal => ({ status, type, body });
  const lodging = (body: object) => async (headers: Record<string, string>) =>
    clerk.post('/applications', body, headers);
  const accepting =
    (which: keyof typeof cases, version: number, who = 'clerk') =>
    async (headers: Record<string, string>) =>
      (await desk.staff(who)).post(`/cases/${cases[which]}/accept`, {}, { ...seen(version), ...headers });
  const acting =
    (which: keyof typeof cases, act: string, body: object, version?: number) =>
    async (headers: Record<string, string>) =>
      clerk.post(`/cases/${cases[which]}/${act}`, body, {
        ...(version === undefined ? {} : seen(version)),
        ...headers,
      });
  const uploading =
    (content: Buffer, ref = 'plan') =>
    async (headers: Record<string, string>) =>
      clerk.upload(`/cases/${cases.whole}/materials/${ref}/file`, content, 'application/pdf', headers);

  type Asking = (headers: Record<string, string>) => Promise<Answer>;
  const wrong = (applicant: object): Asking => lodging(forFirm(['apply'], { applicant }));

  it.each<[string, Asking, number, string, string | undefined]>([
    ['an unknown item', lodging(forFirm(['apply'], { itemId: 'XX99' })), 400, 'item.unknown', 'itemId'],
    [
      'a wrong check digit in an ID number',
      lodging(forPerson({ applicant: { ...person, idNumber: '110105194912310021' } })),
      400,
      'request.invalid',
      'applicant.idNumber',
    ],
    [
      'a birthday that is none',
      lodging(forPerson({ applicant: { ...person, idNumber: '110105194902300028' } })),
      400,
      'request.invalid',
      'applicant.idNumber',
    ],
    [
      'a wrong check digit in a credit code',
      wrong({ ...firm, creditCode: '91350100M000100Y44' }),
      400,
      'request.invalid',
      'applicant.creditCode',
    ],
    ['a missing mandatory material', accepting('bare', 1), 409, 'case.material-missing', 'materials.plan'],
    ['a material off the list', lodging(forFirm(['gift'])), 400, 'material.not-on-list', 'materials.0.ref'],
    ['an upload off the list', uploading(pdf, 'gift'), 400, 'material.not-on-list', 'ref'],
    ['an upload of the wrong type', uploading(Buffer.from('MZ not a document')), 400, 'material.type-refused', 'body'],
    [
      'an upload too large',
      uploading(Buffer.concat([pdf, Buffer.alloc(11 * 1024 * 1024)])),
      413,
      'material.too-large',
      undefined,
    ],
    ['accepting at a stale version', accepting('whole', 7), 412, 'case.stale-version', undefined],
    ['correcting at one', acting('whole', 'correct', correction, 7), 412, 'case.stale-version', undefined],
    ['refusing at one', acting('whole', 'refuse', refusal, 7), 412, 'case.stale-version', undefined],
    [
      'refusing what came under correction',
      acting('corrected', 'refuse', refusal, 1),
      412,
      'case.stale-version',
      undefined,
    ],
    ['curing at one', acting('corrected', 'cure', cure, 1), 412, 'case.stale-version', undefined],
    ['withdrawing at one', acting('whole', 'withdraw', withdrawal, 7), 412, 'case.stale-version', undefined],
    [
      'withdrawing what was accepted',
      acting('accepted', 'withdraw', withdrawal, 1),
      412,
      'case.stale-version',
      undefined,
    ],
    ['accepting without a version', acting('whole', 'accept', {}), 428, 'precondition.required', undefined],
    ['correcting without one', acting('whole', 'correct', correction), 428, 'precondition.required', undefined],
    ['refusing without one', acting('whole', 'refuse', refusal), 428, 'precondition.required', undefined],
    ['curing without one', acting('corrected', 'cure', cure), 428, 'precondition.required', undefined],
    ['withdrawing without one', acting('whole', 'withdraw', withdrawal), 428, 'precondition.required', undefined],
    ['accepting out of state', accepting('accepted', 2), 409, 'case.transition-refused', undefined],
    ['the same at a stale version', accepting('accepted', 1), 409, 'case.transition-refused', undefined],
    [
      'correcting out of state',
      acting('accepted', 'correct', applyWrong, 1),
      409,
      'case.transition-refused',
      undefined,
    ],
    [
      'correcting a second time',
      acting('corrected', 'correct', correction, 1),
      409,
      'case.corrected-already',
      undefined,
    ],
    ['refusing out of state', acting('accepted', 'refuse', refusal, 1), 409, 'case.transition-refused', undefined],
    ['curing out of state', acting('whole', 'cure', cure, 7), 409, 'case.transition-refused', undefined],
    [
      'withdrawing out of state',
      acting('refused', 'withdraw', withdrawal, 1),
      409,
      'case.transition-refused',
      undefined,
    ],
  ])('refuses %s', async (_, ask, status, code, field) => {
    const [before, audited] = [await state(), await audits()];
    expectProblem(refusalOf(await ask({})), { status, code, field });
    expectProblem(refusalOf(await ask(english)), { status, code, field }, 'en');
    expect(await state()).toEqual(before);
    expect(await audits()).toEqual(audited);
  });

  it.each<[string, Asking, number, string, { person_id: string; act: string; object: () => string }]>([
    [
      'a clerk outside the letter',
      accepting('undelegated', 1),
      403,
      'authority.letter-missing',
      { person_id: 'clerk', act: 'case.accept', object: () => `POST /cases/${cases.undelegated}/accept` },
    ],
    [
      "acting on another region's case",
      accepting('whole', 1, 'far-clerk'),
      404,
      'case.not-found',
      { person_id: 'far-clerk', act: 'case.accept', object: () => `POST /cases/${cases.whole}/accept` },
    ],
    [
      "reading another region's case",
      async () => (await desk.staff('far-clerk')).get(`/cases/${cases.whole}`),
      404,
      'case.not-found',
      { person_id: 'far-clerk', act: 'case.read', object: () => `GET /cases/${cases.whole}` },
    ],
    [
      "revealing another region's applicant",
      async () => (await desk.staff('far-clerk')).post(`/cases/${cases.whole}/reveal`, { purpose: '好奇' }),
      404,
      'case.not-found',
      { person_id: 'far-clerk', act: 'case.reveal', object: () => `POST /cases/${cases.whole}/reveal` },
    ],
  ])('refuses %s, and writes it down', async (_, ask, status, code, row) => {
    const [before, audited] = [await state(), await audits()];
    expectProblem(refusalOf(await ask({})), { status, code });
    expect(await state()).toEqual(before);
    expect(await audits()).toEqual([...audited, { ...row, object: row.object(), code }]);
  });

  it('answers a case of another region as one that does not exist', async () => {
    const far = await desk.staff('far-clerk');
    const [theirs, none] = [await far.get(`/cases/${cases.whole}`), await far.get(`/cases/${newId()}`)];
    const told = ({ body, status }: Answer): object => ({ ...body, status, instance: '' });
    expect(told(theirs)).toEqual(told(none));
  });

  it.each<[string, () => Promise<Person>, string]>([
    ['an expired token', async () => desk.staff('clerk', -60), 'token.expired'],
    ['an expired token of a stranger', async () => desk.staff('nobody', -60), 'token.expired'],
  ])('refuses %s before anything is looked at', async (_, enter, code) => {
    const somebody = await enter();
    const [before, audited] = [await state(), await audits()];
    const answers = [
      await somebody.get(`/cases/${cases.whole}`),
      await somebody.accept(`/cases/${cases.whole}/accept`, 1),
      await somebody.post('/applications', forPerson()),
    ];
    for (const answer of answers) expectProblem(refusalOf(answer), { status: 401, code });
    expect(await state()).toEqual(before);
    expect(await audits()).toEqual(audited);
  });

  it('takes a second submit with the same key as the first, also at the same moment, and with another body not at all', async () => {
    const key = { 'idempotency-key': newId() };
    const twins = await Promise.all([1, 2, 3].map(async () => clerk.post('/applications', forPerson(), key)));
    expect(twins.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(twins.map(({ body }) => body.caseId)).size).toBe(1);
    const before = await state();
    const again = await clerk.post('/applications', forPerson(), key);
    expect(again.body).toEqual(twins[0]?.body);
    const other = await clerk.post('/applications', forFirm(['apply']), key);
    expectProblem(refusalOf(other), { status: 422, code: 'idempotency.key-reused' });
    const elsewhere = await clerk.post(`/cases/${cases.whole}/withdraw`, withdrawal, { ...key, ...seen(1) });
    expectProblem(refusalOf(elsewhere), { status: 422, code: 'idempotency.key-reused' });
    expect(await state()).toEqual(before);
  });

  it('never repeats personal data in a refusal', async () => {
    const wrongNumber = '110105194912310021';
    const { bytes } = await clerk.post('/applications', forPerson({ applicant: { ...person, idNumber: wrongNumber } }));
    expect(bytes.toString()).not.toMatch(/110105194912310021|张三丰|13912345678/);
  });
});

describe('in review', () => {
  let stand: ReviewStand;
  beforeAll(async () => {
    stand = await ReviewStand.start();
    const far = {
      staffId: 'far-chief',
      organisationId: lead,
      name: 'far',
      roles: ['chief-representative'],
      state: 'active',
    };
    await stand.tell(StaffAppointedSchema, 'far-chief', far, { region: '110101' });
  });
  afterAll(async () => stand.close());

  const alone = { tasks: [{ departmentId: lead, lead: true }] };
  const approve = { outcome: 'approved', reason: '符合法定条件。' };
  const audits = async (caseId: string): Promise<object[]> =>
    stand.rows('SELECT person_id, act, code FROM access_audit WHERE object LIKE ?', [`%${caseId}%`]);
  const decide = async (caseId: string, who: string, headers: Record<string, string>): Promise<Answer> =>
    stand.call('POST', `/cases/${caseId}/decide`, who, approve, headers);

  it.each<[string, string, number, number, string, boolean]>([
    ['the same person accepting and deciding', 'chief', 1, 403, 'authority.same-person', true],
    ['a chief without a letter', 'chief-without-letter', 1, 403, 'authority.letter-missing', true],
    ['a chief of another department', 'fire-chief', 1, 403, 'authority.other-department', true],
    ["another region's case", 'far-chief', 1, 404, 'case.not-found', true],
    ['a stale version', 'chief-2', 7, 412, 'review-case.stale-version', false],
  ])('refuses %s', async (_, who, version, status, code, audited) => {
    const caseId = await stand.openCase(alone, { acceptedBy: 'chief' });
    await stand.heartbeat();
    const before = await holdings(async (sql) => stand.rows(sql));
    expectProblem(await decide(caseId, who, seen(version)), { status, code });
    expect(await holdings(async (sql) => stand.rows(sql))).toEqual(before);
    expect(await audits(caseId)).toEqual(audited ? [{ person_id: who, act: 'case.decide', code }] : []);
    expectProblem(await decide(caseId, who, { ...seen(version), ...english }), { status, code }, 'en');
  });

  it.each<[string, (caseId: string, requestId: string) => [path: string, who: string, body: object]]>([
    ['an opinion', (caseId) => [`/tasks/${caseId}-02/opinion`, 'fire-reviewer', { opinion: 'agree', note: '已核查' }]],
    ['granting a withdrawal', (caseId, requestId) => [`/cases/${caseId}/withdrawals/${requestId}/grant`, 'chief', {}]],
    [
      'refusing a withdrawal',
      (caseId, requestId) => [
        `/cases/${caseId}/withdrawals/${requestId}/refuse`,
        'chief',
        { reason: '涉及第三人利益' },
      ],
    ],
  ])('refuses %s at a stale version, and without one', async (_, to) => {
    const caseId = await stand.openCase();
    const requestId = newId();
    await stand.hear(stand.withdrawalRequested(caseId, requestId));
    await stand.heartbeat();
    const [path, who, body] = to(caseId, requestId);
    const before = await holdings(async (sql) => stand.rows(sql));
    const stale = { status: 412, code: 'review-case.stale-version' };
    expectProblem(await stand.call('POST', path, who, body, seen(7)), stale);
    expectProblem(await stand.call('POST', path, who, body, { ...seen(7), ...english }), stale, 'en');
    expectProblem(await stand.call('POST', path, who, body), { status: 428, code: 'precondition.required' });
    expect(await holdings(async (sql) => stand.rows(sql))).toEqual(before);
    expect((await stand.call('POST', path, who, body, seen(1))).status).toBe(200);
  });

  it('refuses to show or list a case of another region', async () => {
    const caseId = await stand.openCase(alone);
    const shown = await stand.call('GET', `/cases/${caseId}`, 'far-chief');
    expectProblem(shown, { status: 404, code: 'case.not-found' });
    expect(await audits(caseId)).toEqual([{ person_id: 'far-chief', act: 'review.read', code: 'case.not-found' }]);
    const listed = await stand.call<{ items: object[] }>('GET', '/cases?limit=100', 'far-chief');
    expect(listed.body.items).toEqual([]);
  });

  it('refuses a second decision, and an expired token', async () => {
    const caseId = await stand.openCase(alone);
    await stand.heartbeat();
    expect((await decide(caseId, 'chief', seen(1))).status).toBe(200);
    const before = await holdings(async (sql) => stand.rows(sql));
    const late = { status: 409, code: 'review-case.transition-refused' };
    expectProblem(await decide(caseId, 'chief-2', seen(2)), late);
    const expired = await stand.token('chief', { kind: 'staff' }, -60);
    expectProblem(await decide(caseId, expired, seen(2)), { status: 401, code: 'token.expired' });
    expect(await holdings(async (sql) => stand.rows(sql))).toEqual(before);
    expect(await audits(caseId)).toEqual([]);
  });
});

describe('loading the register of items', () => {
  let register: Register;
  beforeAll(async () => {
    register = await Register.start();
  });
  afterAll(async () => register.close());

  const files = {
    catalogue: seedFile('catalogue.json'),
    plans: seedFile('plans.json'),
    holidays: seedFile('holidays.json'),
  };
  const lineOf = (text: string, sign: string): number => text.slice(0, text.indexOf(sign)).split('\n').length;

  it.each<[string, string, string, string, string]>([
    ['a unit that is none', '"unit": "工作日"', '"unit": "个时辰"', '个时辰', 'unit'],
    ['a quote that never ends', '"id": "MZ05"', '"id": "MZ05', '"id": "MZ05', ''],
    ['a field nobody reads', '"id": "SJ04"', '"idd": 4, "id": "SJ04"', '"idd"', 'idd'],
  ])('names file and line of %s, and publishes nothing', async (_, sound, broken, sign, says) => {
    const text = files.catalogue.text.replace(sound, broken);
    expect(text).not.toBe(files.catalogue.text);
    const before = await holdings(async (sql) => register.rows(sql));
    const load = seedCatalogue(
      register.work,
      { ...files, catalogue: { name: 'catalogue.json', text } },
      registerRegion,
    );
    const message = await load.then(() => 'loaded', String);
    expect(message).toContain(`catalogue.json:${lineOf(text, sign)}:`);
    expect(message).toContain(says);
    expect(await holdings(async (sql) => register.rows(sql))).toEqual(before);
  });

  it.each<[string, string, string, string, string]>([
    ['an organisation nobody knows', '"卫健局"\n', '"无此局"\n', '"无此局"', 'names no known organisation: 无此局'],
    ['a fee without its basis', '"basis": "发改价格〔2004〕2831号",', '', '"code": "GA04-F1"', 'basis is missing'],
    ['an item nobody has', '"item": "GA06"', '"item": "GA66"', '"GA66"', 'is no item of the register: GA66'],
  ])('names file and line of a plan with %s, and publishes nothing', async (_, sound, broken, sign, says) => {
    const text = files.plans.text.replace(sound, broken);
    expect(text).not.toBe(files.plans.text);
    const before = await holdings(async (sql) => register.rows(sql));
    const load = seedCatalogue(register.work, { ...files, plans: { name: 'plans.json', text } }, registerRegion);
    const message = await load.then(() => 'loaded', String);
    expect(message).toMatch(new RegExp(`plans\\.json:(${lineOf(text, sign)}|${lineOf(text, sign) - 1}):`));
    expect(message).toContain(says);
    expect(await holdings(async (sql) => register.rows(sql))).toEqual(before);
  });
});
