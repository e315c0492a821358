import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Answer, openService, ServiceStand } from '#lib/testing';
import { CatalogueConfig } from '../src/catalogue.config.js';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import type { SeedFile } from '../src/seed/index.js';
import { startCatalogue } from '../src/start.js';

export const region = '530129';
const elsewhere = { region: '640100' };
const parts = { name: 'catalogue', config: CatalogueConfig, migrations, insertOnlyTables, start: startCatalogue };

/** A file of the seed. */
function seedFile(name: string): SeedFile {
  const text = readFileSync(new URL(`../../../deploy/local/seed/${name}`, import.meta.url), 'utf8');
  return { name, text };
}

/** The whole seed, as the local deployment loads it. */
export const seedFiles = {
  catalogue: seedFile('catalogue.json'),
  plans: seedFile('plans.json'),
  holidays: seedFile('holidays.json'),
};

/** An event as it waits for the bus. */
interface Told {
  type: string;
  payload: Buffer;
  region: string;
  person_id: string;
}

/** The item register, with its item manager and others appointed. */
export class Register extends ServiceStand {
  static async start(): Promise<Register> {
    const register = new Register(await openService(parts), { region });
    await register.appointEverybody();
    return register;
  }

  async get(path: string, as = ''): Promise<Answer> {
    return this.call('GET', path, as);
  }

  /** A POST as a staff member, with a fresh idempotency key unless one is given. */
  async post(path: string, as: string, body: object, headers: Record<string, string> = {}): Promise<Answer> {
    return this.call('POST', path, as, body, headers);
  }

  /** What was said of an item, in order. */
  async eventsOf(itemId: string): Promise<Told[]> {
    return this.rows<Told>('SELECT * FROM outbox WHERE aggregate_id = ? ORDER BY seq', [itemId]);
  }

  /** The versions of an item. */
  async versionsOf(itemId: string): Promise<number[]> {
    const sql = 'SELECT version FROM item_version WHERE item_id = ? ORDER BY version';
    return (await this.rows<{ version: number }>(sql, [itemId])).map(({ version }) => version);
  }

  private async appointEverybody(): Promise<void> {
    const hall = 'hall-530129';
    await this.establish(hall, { name: hall, kind: 'hall' });
    for (const id of ['dept-sj', 'dept-xf']) await this.establish(id, { name: id, kind: 'department' });
    await this.establish('dept-elsewhere', { name: 'dept-elsewhere', kind: 'department' }, elsewhere);
    await this.appoint('item-manager', hall, ['item-manager']);
    await this.appoint('clerk', hall, ['window-clerk']);
    await this.appoint('auditor', hall, ['auditor']);
    await this.appoint('item-manager-elsewhere', hall, ['item-manager'], elsewhere);
  }
}

/** An id no other test uses. */
export const newItemId = (): string => `T${randomBytes(4).toString('hex').toUpperCase()}`;

/** A verified item nothing is wrong with, with a name of its own. */
export function soundItem(itemId: string, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    itemId,
    version: 1,
    name: `公共场所卫生许可 ${itemId}`,
    departmentId: 'dept-sj',
    departmentName: '市场监督管理局',
    taskType: '行政许可',
    serviceObject: '企业法人',
    caseType: 'promised',
    statutoryLimit: { days: 20, unit: 'working-day' },
    promisedLimit: { days: 10, unit: 'working-day' },
    legalBasis: ['公共场所卫生管理条例第四条'],
    materials: [
      { ref: 'apply', name: '申请书(表)', necessity: 'required', copies: 1, kind: '申请表格文书' },
      {
        ref: 'plan',
        name: '场所平面布局图',
        necessity: 'deferrable',
        copies: 1,
        kind: '其他',
        deferWorkingDays: 5,
      },
    ],
    feeLines: [{ code: 'F1', name: '工本费', amountFen: '1050', basis: '财综〔2016〕1号', timing: 'before-result' }],
    result: { name: '卫生许可证', kind: 'certificate', electronic: true, holds: ['certificate', 'fee'] },
    tasks: [
      { departmentId: 'dept-sj', lead: true },
      { departmentId: 'dept-xf', lead: false },
    ],
    joinRule: 'all',
    verification: 'verified',
    guide: {
      level: '县级',
      steps: ['受理', '审核', '决定'],
      feeCharged: true,
      feeKind: '行政事业性收费',
      feeSupervision: '12345',
      visits: 1,
      onlineDepth: '四级',
      crossRegion: { mode: '全程网办', scope: '全省' },
    },
    ...change,
  };
}
