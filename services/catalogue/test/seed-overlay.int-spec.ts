import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reportLines, seedCatalogue } from '../src/seed/index.js';
import { region, Register, seedFiles as files } from './register.js';

describe('loading the overlay over a database that has the register without it', () => {
  let older: Register;
  const none = { meta: {}, organisation_aliases: {}, plans: [], items: [], bundles: [] };
  const { plans, items } = JSON.parse(files.plans.text) as { plans: { item: string }[]; items: { id: string }[] };

  beforeAll(async () => {
    older = await Register.start();
    await seedCatalogue(older.work, { ...files, plans: { name: 'none', text: JSON.stringify(none) } }, region);
  });
  afterAll(async () => older.close());

  it('publishes new versions of just the items and bundles that it changes', async () => {
    const loaded = await seedCatalogue(older.work, files, region);
    expect([loaded.items.published, loaded.bundles.published]).toEqual([plans.length + items.length, 5]);
    const rows = await older.rows<{ id: string }>('SELECT item_id AS id FROM item WHERE version = 2 ORDER BY item_id');
    expect(rows.map(({ id }) => id)).toEqual(plans.map(({ item }) => item).toSorted());
    const again = await seedCatalogue(older.work, files, region);
    expect([again.items.published, again.bundles.published]).toEqual([0, 0]);
  });

  it('leaves alone, and tells, what a person changed meanwhile', async () => {
    await older.post('/items/CL01/withdraw', 'item-manager', { reason: '核实中' }, { 'if-match': '2' });
    const text = files.plans.text.replace(
      '"rule": "veto",\n    "basis": "残疾人证',
      '"rule": "all",\n    "basis": "残疾人证',
    );
    expect(text).not.toBe(files.plans.text);
    const loaded = await seedCatalogue(older.work, { ...files, plans: { name: 'plans.json', text } }, region);
    expect(loaded.items).toMatchObject({ published: 0, left: ['CL01'] });
    expect(reportLines(loaded).join('\n')).toContain('left alone: CL01');
    expect((await older.get('/items/CL01')).body).toMatchObject({ state: 'withdrawn', version: 3 });
  });

  it('says the lead, the joint departments, the rule and the fees of the new versions', async () => {
    const itemOf = async (id: string): Promise<object> => (await older.get(`/items/${id}`)).body['item'] as object;
    expect(await itemOf('GA06')).toMatchObject({
      joinRule: 'veto',
      verification: 'imported-unverified',
      tasks: [
        { departmentId: 'dept-ga', lead: true },
        { departmentId: 'dept-xf', lead: false },
        { departmentId: 'dept-wj', lead: false },
      ],
    });
    const fee = { code: 'GA05-F1', amountFen: '12000', basis: '发改价格〔2019〕914号', timing: 'before-decision' };
    expect(await itemOf('GA05')).toMatchObject({ feeLines: [fee], result: { holds: ['certificate'] } });
  });
});
