import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ItemPublishedSchema, ItemWithdrawnSchema } from '#lib/contracts';
import { eventually } from '#lib/testing';
import { newItemId, Register, soundItem } from './register.js';

let register: Register;
beforeAll(async () => {
  register = await Register.start();
});
afterAll(async () => register.close());

describe('publishing an item', () => {
  it('puts a version into force, announces it, and shows the guide to everybody', async () => {
    const id = newItemId();
    const answer = await register.post('/items', 'item-manager', soundItem(id));
    expect(answer).toMatchObject({ status: 201, body: { itemId: id, version: 1, state: 'published', findings: [] } });

    const [event] = await register.eventsOf(id);
    expect(event).toMatchObject({
      type: 'yichuang.catalogue.v1.ItemPublished',
      region: '530129',
      person_id: 'item-manager',
    });
    const { item, effectiveFrom } = fromBinary(ItemPublishedSchema, event?.payload ?? Buffer.alloc(0));
    expect(effectiveFrom).toBe(answer.body['effectiveFrom']);
    expect(item).toMatchObject({ itemId: id, version: 1, feeLines: [{ amountFen: 1050n }], joinRule: 'all' });
    expect(item?.materials[1]).toMatchObject({ necessity: 'deferrable', deferWorkingDays: 5 });

    const guide = await register.get(`/items/${id}`);
    expect(guide.status).toBe(200);
    expect(guide.body).toMatchObject({
      version: 1,
      state: 'published',
      item: { legalBasis: ['公共场所卫生管理条例第四条'], feeLines: [{ amountFen: '1050' }] },
      guide: { limitWords: { statutory: '20个工作日', promised: '10个工作日' }, compressionPercent: 50 },
    });
  });

  it('reaches the bus', async () => {
    const id = newItemId();
    await register.post('/items', 'item-manager', soundItem(id));
    const published = async (): Promise<boolean> =>
      (await register.rows("SELECT 1 FROM outbox WHERE aggregate_id = ? AND state = 'published'", [id])).length === 1;
    await eventually(async () => expect(await published()).toBe(true));
  });

  it('keeps every version readable after the next', async () => {
    const id = newItemId();
    await register.post('/items', 'item-manager', soundItem(id));
    const better = soundItem(id, { version: 2, promisedLimit: { days: 5, unit: 'working-day' } });
    expect((await register.post('/items', 'item-manager', better)).body).toMatchObject({ version: 2 });
    const limitOf = async (path: string): Promise<unknown> => {
      const { body } = await register.get(path);
      return (body['item'] as { promisedLimit: { days: number } }).promisedLimit.days;
    };
    expect(await limitOf(`/items/${id}`)).toBe(5);
    expect(await limitOf(`/items/${id}/versions/1`)).toBe(10);
    expect(await limitOf(`/items/${id}/versions/2`)).toBe(5);
    expect((await register.get(`/items/${id}/versions/3`)).status).toBe(404);
  });

  it('gives the first answer again under the same key, and refuses the key with another body', async () => {
    const id = newItemId();
    const key = { 'idempotency-key': `key-${id}` };
    const first = await register.post('/items', 'item-manager', soundItem(id), key);
    expect(await register.post('/items', 'item-manager', soundItem(id), key)).toEqual(first);
    expect(await register.versionsOf(id)).toEqual([1]);
    const other = await register.post('/items', 'item-manager', soundItem(id, { version: 2 }), key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
  });

  it('refuses a version written on top of another than the newest', async () => {
    const id = newItemId();
    await register.post('/items', 'item-manager', soundItem(id));
    const again = await register.post('/items', 'item-manager', soundItem(id));
    expect(again).toMatchObject({ status: 412, body: { code: 'item.stale-version', errors: [{ field: 'version' }] } });
    expect(await register.versionsOf(id)).toEqual([1]);
  });

  it('lets one of two at the same moment through', async () => {
    const id = newItemId();
    const both = await Promise.all([1, 2].map(async () => register.post('/items', 'item-manager', soundItem(id))));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 412]);
    expect(await register.versionsOf(id)).toEqual([1]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown field', { colour: 'red' }, 'colour'],
    [
      'an unknown field inside',
      { result: { name: 'x', kind: 'other', electronic: true, holds: [], seal: 1 } },
      'result.seal',
    ],
    ['an unknown unit', { promisedLimit: { days: 1, unit: 'week' } }, 'promisedLimit.unit'],
    ['a missing limit', { promisedLimit: undefined }, 'promisedLimit'],
    [
      'a fee in yuan',
      { feeLines: [{ code: 'F', name: '费', amountFen: '10.5', timing: 'before-result' }] },
      'feeLines.0.amountFen',
    ],
    ['an empty legal basis', { legalBasis: [] }, 'legalBasis'],
    ['no guide', { guide: undefined }, 'guide'],
    ['null for the limit', { statutoryLimit: null }, 'statutoryLimit'],
    ['null for the date', { effectiveFrom: null }, 'effectiveFrom'],
  ])('refuses %s, naming the field', async (_, change, field) => {
    const id = newItemId();
    const answer = await register.post('/items', 'item-manager', soundItem(id, change));
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect((answer.body['errors'] as { field: string }[]).map((error) => error.field)).toContain(field);
    expect(await register.versionsOf(id)).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['a department nobody entered', { departmentId: 'dept-none' }, 'item.department-unknown', 'departmentId'],
    [
      'a task for a department nobody entered',
      { tasks: [{ departmentId: 'dept-none', lead: true }] },
      'item.department-unknown',
      'tasks.0.departmentId',
    ],
    ['no lead', { tasks: [{ departmentId: 'dept-sj', lead: false }] }, 'item.contradicts', 'tasks'],
    [
      'a deferrable material without a limit',
      { materials: [{ ref: 'a', name: '图', necessity: 'deferrable', copies: 1, kind: '其他' }] },
      'item.contradicts',
      'materials.0.deferWorkingDays',
    ],
    [
      'a catch-all material',
      { materials: [{ ref: 'a', name: '其他相关材料', necessity: 'required', copies: 1, kind: '其他' }] },
      'item.lint-rejected',
      'materials.0.name',
    ],
    [
      'a promise longer than the law',
      { promisedLimit: { days: 25, unit: 'working-day' } },
      'item.lint-rejected',
      'promisedLimit.days',
    ],
  ])('refuses %s', async (_, change, code, field) => {
    const id = newItemId();
    const answer = await register.post('/items', 'item-manager', soundItem(id, change));
    expect(answer).toMatchObject({ status: 400, body: { code } });
    expect((answer.body['errors'] as { field: string }[]).map((error) => error.field)).toContain(field);
    expect([await register.versionsOf(id), await register.eventsOf(id)]).toEqual([[], []]);
  });

  it('publishes an unverified item with its findings listed', async () => {
    const id = newItemId();
    const change = { verification: 'imported-unverified', promisedLimit: { days: 25, unit: 'working-day' } };
    const answer = await register.post('/items', 'item-manager', soundItem(id, change));
    expect(answer).toMatchObject({ status: 201, body: { findings: [{ code: 'limit.promise-over-statutory' }] } });
    const lint = await register.get(`/items/${id}/lint`, 'auditor');
    expect(lint.body).toMatchObject({ version: 1, blocking: true, findings: [{ severity: 'reject' }] });
  });

  it('refuses the same matter under another code (三级四同)', async () => {
    const [one, other] = [newItemId(), newItemId()];
    const guide = soundItem(one)['guide'] as object;
    const name = `同一事项 ${one}`;
    const withCode = (id: string, baseCode: string): object => soundItem(id, { name, guide: { ...guide, baseCode } });
    expect((await register.post('/items', 'item-manager', withCode(one, '000131127004'))).status).toBe(201);
    const answer = await register.post('/items', 'item-manager', withCode(other, '000131127009'));
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ code: 'level.code-differs' }] } });
  });
});

describe('withdrawing an item', () => {
  it('takes it off the list, keeps its guide readable, and announces it', async () => {
    const id = newItemId();
    await register.post('/items', 'item-manager', soundItem(id));
    const seen = { 'if-match': '"1"' };
    const answer = await register.post(`/items/${id}/withdraw`, 'item-manager', { reason: '已取消' }, seen);
    expect(answer).toMatchObject({ status: 200, body: { state: 'withdrawn', version: 2 } });
    const event = (await register.eventsOf(id)).at(-1);
    const told = fromBinary(ItemWithdrawnSchema, event?.payload ?? Buffer.alloc(0));
    expect(told).toMatchObject({ itemId: id, version: 2, reason: '已取消' });
    expect((await register.get(`/items?query=${id}`)).body['items']).toEqual([]);
    expect((await register.get(`/items/${id}`)).body).toMatchObject({
      state: 'withdrawn',
      version: 2,
      item: { version: 1 },
    });

    const twice = await register.post(`/items/${id}/withdraw`, 'item-manager', { reason: '再' }, { 'if-match': '2' });
    expect(twice).toMatchObject({ status: 409, body: { code: 'item.transition-refused' } });
    const back = await register.post('/items', 'item-manager', soundItem(id, { version: 3 }));
    expect(back.body).toMatchObject({ state: 'published', version: 3 });
    expect(await register.versionsOf(id)).toEqual([1, 3]);
  });

  it('needs the version seen, and the newest one', async () => {
    const id = newItemId();
    await register.post('/items', 'item-manager', soundItem(id));
    const path = `/items/${id}/withdraw`;
    expect((await register.post(path, 'item-manager', { reason: 'x' })).status).toBe(428);
    const stale = await register.post(path, 'item-manager', { reason: 'x' }, { 'if-match': '7' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'item.stale-version' } });
    const unknown = await register.post('/items/NONE/withdraw', 'item-manager', { reason: 'x' }, { 'if-match': '1' });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'item.not-found' } });
    expect(await register.eventsOf(id)).toHaveLength(1);
  });
});

describe('who may', () => {
  const auditOf = async (object: string, person: string): Promise<Record<string, unknown>[]> =>
    register.rows('SELECT act, code FROM access_audit WHERE object = ? AND person_id = ?', [object, person]);

  it('refuses anybody who is not item manager, and keeps the refusal', async () => {
    const id = newItemId();
    const answer = await register.post('/items', 'clerk', soundItem(id));
    expect(answer).toMatchObject({ status: 403, body: { code: 'authority.role-missing' } });
    expect(await auditOf('POST /items', 'clerk')).toEqual([{ act: 'item.publish', code: 'authority.role-missing' }]);
    expect(await register.versionsOf(id)).toEqual([]);
  });

  it('refuses an item manager of another region', async () => {
    const id = newItemId();
    await register.post('/items', 'item-manager', soundItem(id));
    const path = `/items/${id}/withdraw`;
    const answer = await register.post(path, 'item-manager-elsewhere', { reason: 'x' }, { 'if-match': '1' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'authority.other-region' } });
    expect(await auditOf(`POST ${path}`, 'item-manager-elsewhere')).toHaveLength(1);
    const taken = soundItem(id, {
      version: 2,
      departmentId: 'dept-elsewhere',
      tasks: [{ departmentId: 'dept-elsewhere', lead: true }],
    });
    expect((await register.post('/items', 'item-manager-elsewhere', taken)).status).toBe(403);
    expect(await register.versionsOf(id)).toEqual([1]);
  });

  it('shows findings to those who verify, guides to everybody', async () => {
    const id = newItemId();
    await register.post('/items', 'item-manager', soundItem(id));
    expect((await register.get(`/items/${id}/lint`)).status).toBe(401);
    expect((await register.get(`/items/${id}/lint`, 'clerk')).status).toBe(403);
    expect((await register.get(`/items/${id}/lint`, 'item-manager-elsewhere')).status).toBe(404);
    expect((await register.get(`/items/${id}/lint`, 'item-manager')).body).toMatchObject({ blocking: false });
    expect((await register.get(`/items/${id}`)).status).toBe(200);
    expect((await register.get('/items/NONE')).body).toMatchObject({ status: 404, code: 'item.not-found' });
  });

  it('cannot change a published version, by grant', async () => {
    const change = "UPDATE item_version SET published_by = 'x'";
    await expect(register.rows(change)).rejects.toThrow(/denied/);
    await expect(register.rows('DELETE FROM calendar_version')).rejects.toThrow(/denied/);
  });
});
