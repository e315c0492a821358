import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Register, region as registerRegion, seedFiles as files } from '../../../services/catalogue/test/register.js';
import { seedCatalogue } from '../../../services/catalogue/src/seed/index.js';
import { holdings } from './unchanged.js';

describe('loading the register of items', () => {
  let register: Register;
  beforeAll(async () => {
    register = await Register.start();
  });
  afterAll(async () => register.close());

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
