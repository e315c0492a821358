import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BundlePublishedSchema, CalendarPublishedSchema } from '#lib/contracts';
import { reportLines, seedCatalogue, SeedFileInvalid, type SeedReport } from '../src/seed/index.js';
import { region, Register, seedFiles as files } from './register.js';

let register: Register;
let report: SeedReport;

beforeAll(async () => {
  register = await Register.start();
});
afterAll(async () => register.close());

const count = async (table: string): Promise<number> =>
  Number((await register.rows<{ n: string }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n);
const counts = async (): Promise<number[]> =>
  Promise.all(['item', 'item_version', 'bundle', 'calendar_version', 'outbox'].map(count));

describe('loading the seed', () => {
  it('changes nothing when anything in a file is wrong', async () => {
    const broken = { ...files.catalogue, text: files.catalogue.text.replace('"id": "YJS05"', '"id": "YJS04"') };
    await expect(seedCatalogue(register.work, { ...files, catalogue: broken }, region)).rejects.toThrow(
      SeedFileInvalid,
    );
    const noYear = { ...files.holidays, text: files.holidays.text.replace('"off_days"', '"of_days"') };
    await expect(seedCatalogue(register.work, { ...files, holidays: noYear }, region)).rejects.toThrow(
      /holidays\.json:\d+: \$\.years\["2025"\]\.off_days/,
    );
    expect(await counts()).toEqual([0, 0, 0, 0, 0]);
  });

  it('publishes 62 items of the register, 13 of the overlay, 5 bundles and the calendar, and reports what it could not carry over', async () => {
    report = await seedCatalogue(register.work, files, region);
    expect(report.items).toEqual({ read: 75, published: 75, left: [] });
    expect(report.bundles).toEqual({ read: 5, published: 5 });
    expect(report.calendar).toMatchObject({ publishedThrough: '2026-12-31', published: true });
    expect(await counts()).toEqual([75, 75, 5, 1, 81]);
    const lines = reportLines(report).join('\n');
    expect(lines).toContain('75 read, 75 published, 0 unchanged');
    for (const { name } of report.unmatched) expect(lines).toContain(name);
    // Every member the register names is an item now, or the overlay says why not.
    expect(report.unmatched.map(({ name }) => name)).toEqual(['银行预约开户', '企业营业执照信息核验']);
    expect(report.unmatched.filter(({ reason }) => reason === '')).toEqual([]);
  });

  it('publishes nothing the second time, nor what somebody changed meanwhile', async () => {
    await register.post('/items/SJ04/withdraw', 'item-manager', { reason: '核实中' }, { 'if-match': '1' });
    const before = await counts();
    const again = await seedCatalogue(register.work, files, region);
    expect([again.items.published, again.bundles.published, again.calendar.published]).toEqual([0, 0, false]);
    expect(await counts()).toEqual(before);
    expect((await register.get('/items/SJ04')).body).toMatchObject({ state: 'withdrawn', version: 2 });
    expect(again.findings).toEqual(report.findings);
  });

  it('publishes just the item that changed in the file', async () => {
    const text = files.catalogue.text.replace('内地居民结婚登记', '内地居民结婚登记(试行)');
    const changed = await seedCatalogue(register.work, { ...files, catalogue: { ...files.catalogue, text } }, region);
    expect(changed.items.published).toBe(1);
    expect((await register.get('/items/MZ01')).body).toMatchObject({
      version: 2,
      item: { name: '内地居民结婚登记(试行)' },
    });
  });

  it('announces the calendar with its days and a bundle with its members', async () => {
    const payloadOf = async (id: string): Promise<Buffer> => {
      const [row] = await register.rows<{ payload: Buffer }>('SELECT payload FROM outbox WHERE aggregate_id = ?', [id]);
      return row?.payload ?? Buffer.alloc(0);
    };
    const calendar = fromBinary(CalendarPublishedSchema, await payloadOf('cn'));
    expect(calendar).toMatchObject({ calendarId: 'cn', version: 1, label: report.calendar.label });
    expect(calendar.offDays['2026-10-01']).toBe('国庆节');
    expect(calendar.makeupWorkdays['2026-10-10']).toBe('国庆节');
    const bundle = fromBinary(BundlePublishedSchema, await payloadOf('YJS04'));
    expect(bundle.members.map(({ itemId, after }) => [itemId, ...after])).toEqual([
      ['CL01'],
      ['MZ04', 'CL01'],
      ['MZ05', 'CL01'],
      ['SB13', 'CL01'],
      ['YB13', 'CL01'],
      ['CL02', 'CL01'],
      ['RS09', 'CL01'],
    ]);
  });
});

describe('reading', () => {
  it('shows the guide of a bundle: members by name, one set of materials, one form', async () => {
    const { body } = await register.get('/bundles/YJS05');
    expect(body).toMatchObject({
      bundleId: 'YJS05',
      promisedLimit: { days: 10, unit: 'working-day' },
      formSchema: { title: '开办餐饮店一件事申请表' },
      unmatched: [{ name: '企业营业执照信息核验', reason: expect.stringContaining('自动核验') }],
    });
    const members = body['members'] as { itemId: string; itemName: string; optional: boolean }[];
    expect(members.map(({ itemId, optional }) => [itemId, optional])).toEqual([
      ['SJ04', false],
      ['CG01', false],
      ['XF01', false],
      ['YC01', true],
      ['CG02', true],
    ]);
    expect(members.filter(({ itemName }) => itemName === '')).toEqual([]);
    const plan = (body['materialSet'] as { ref: string; uses: object[] }[]).find(({ ref }) => ref === 'plan');
    expect(plan?.uses).toEqual([
      { itemId: 'SJ04', materialRef: 'plan' },
      { itemId: 'XF01', materialRef: 'plan' },
    ]);
    expect(await register.get('/bundles/YJS99')).toMatchObject({ status: 404, body: { code: 'bundle.not-found' } });
  });

  it('pages through the guides, each once', async () => {
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const cursor = next === undefined ? '' : `&cursor=${next}`;
      const { body } = await register.get(`/items?limit=25${cursor}`);
      seen.push(...(body['items'] as { itemId: string }[]).map(({ itemId }) => itemId));
      next = body['next'] as string | undefined;
    } while (next !== undefined);
    expect(seen).toHaveLength(74);
    expect(new Set(seen).size).toBe(74);
  });

  it.each([
    [`query=${encodeURIComponent('火箭')}`, 0],
    [`query=${encodeURIComponent('结婚')}`, 1],
    ['query=YC01', 1],
    ['query=%25', 0],
    ['departmentId=dept-cg', 2],
    ['region=53', 20],
    ['region=64', 0],
  ])('finds by %s', async (query, found) => {
    expect((await register.get(`/items?${query}`)).body['items']).toHaveLength(found);
  });

  it('refuses a filter that is none', async () => {
    expect((await register.get('/items?colour=red')).body).toMatchObject({ status: 400, code: 'request.invalid' });
    expect((await register.get('/items?limit=1000')).status).toBe(400);
  });

  it('shows bundles with members by id and others by name, and the calendar', async () => {
    const { body } = await register.get('/bundles');
    expect(body['items']).toHaveLength(5);
    expect((body['items'] as object[])[0]).toMatchObject({
      bundleId: 'YJS01',
      leadDepartmentId: 'dept-sj',
      members: ['SJ01', 'GA08', 'SW01', 'SB11', 'YB11', 'GJJ11'].map((itemId) => ({ itemId })),
    });
    expect((await register.get('/calendars/cn')).body).toMatchObject({ version: 1, publishedThrough: '2026-12-31' });
    expect((await register.get('/calendars/moon')).body).toMatchObject({ code: 'calendar.not-found' });
  });
});

describe('publishing a calendar', () => {
  const years = (JSON.parse(files.holidays.text) as { years: Record<string, object> }).years;
  const table = (version: number, change: Record<string, unknown> = {}): object => ({
    calendarId: 'cn',
    version,
    region,
    years: {
      ...years,
      '2027': { official_notice: '国办发明电〔2026〕1号', off_days: { '2027-01-01': '元旦' }, makeup_workdays: {} },
    },
    ...change,
  });

  it('makes the next version when another notice is out', async () => {
    const answer = await register.post('/calendars', 'item-manager', table(2));
    expect(answer).toMatchObject({ status: 201, body: { version: 2, publishedThrough: '2027-12-31' } });
    expect((await register.get('/calendars/cn')).body).toMatchObject({ version: 2, label: answer.body['label'] });
    expect(await count('calendar_version')).toBe(2);
  });

  it.each<[string, number, Record<string, unknown>, number, string]>([
    ['the version before', 2, {}, 412, 'calendar.stale-version'],
    ['the same days again', 3, {}, 409, 'calendar.unchanged'],
    ['a table of nothing', 3, { years: {} }, 400, 'request.invalid'],
    ['a year without a notice', 3, { years: { '2026': {} } }, 400, 'calendar.table-invalid'],
  ])('refuses %s', async (_, version, change, status, code) => {
    const answer = await register.post('/calendars', 'item-manager', table(version, change));
    expect(answer).toMatchObject({ status, body: { code } });
    expect(await count('calendar_version')).toBe(2);
  });

  it('lets one of two first versions at the same moment through', async () => {
    const local = table(1, { calendarId: 'hall' });
    const both = await Promise.all([1, 2].map(async () => register.post('/calendars', 'item-manager', local)));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 412]);
    expect(await count('calendar_version')).toBe(3);
  });

  it('is for the item manager of the region', async () => {
    expect((await register.post('/calendars', 'auditor', table(3))).status).toBe(403);
    expect((await register.post('/calendars', 'item-manager-elsewhere', table(3, { region: '640100' }))).status).toBe(
      403,
    );
  });
});
