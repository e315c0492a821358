import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Desk, type Person } from '../../../services/intake/test/desk.js';
import { newId } from '#lib/service-kit';
import type { Answer } from '#lib/testing';
import {
  applyWrong,
  correction,
  cure,
  firm,
  forFirm,
  forPerson,
  pdf,
  person,
  refusal,
  withdrawal,
} from './front-desk-bodies.js';
import { english, expectProblem, holdings, type Refusal, seen } from './unchanged.js';

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
