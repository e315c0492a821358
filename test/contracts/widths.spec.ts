import { beforeAll, describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrations as catalogue } from '../../services/catalogue/src/migrations/index.js';
import { GuideBody } from '../../services/catalogue/src/publish-item/guide.dto.js';
import {
  FeeLineBody,
  MaterialBody,
  PublishItemRequest,
  ResultBody,
  SpecialProcedureBody,
} from '../../services/catalogue/src/publish-item/publish-item.dto.js';
import { migrations as certificates } from '../../services/certificates/src/migrations/index.js';
import { migrations as dispatch } from '../../services/dispatch/src/migrations/index.js';
import { migrations as evaluation } from '../../services/evaluation/src/migrations/index.js';
import { migrations as fees } from '../../services/fees/src/migrations/index.js';
import { migrations as identity } from '../../services/identity/src/migrations/index.js';
import { migrations as intake } from '../../services/intake/src/migrations/index.js';
import { migrations as review } from '../../services/review/src/migrations/index.js';
import { migrations as supervision } from '../../services/supervision/src/migrations/index.js';
import { widthsOf } from './columns.js';

const services = { catalogue, certificates, dispatch, evaluation, fees, identity, intake, review, supervision };

/** Every text column of every service, by `service.table.column`. */
const widths = new Map<string, number>();
beforeAll(async () => {
  for (const [service, migrations] of Object.entries(services)) {
    for (const [column, width] of await widthsOf(migrations)) widths.set(`${service}.${column}`, width);
  }
});

/** How long whoever publishes an item may make a text of it. */
function limitOf(request: new () => object, field: string): number {
  const rules = getMetadataStorage().getTargetValidationMetadatas(request, '', false, false);
  const rule = rules.find(({ propertyName, name }) => propertyName === field && name === 'maxLength');
  if (rule === undefined) throw new Error(`${request.name}.${field} has no limit`);
  return Number((rule.constraints as unknown[])[0]);
}

/**
 * What an item says goes with every case through the offices. A copy that is narrower than the original loses the event
 * that brings it, and with it whatever the office should have done.
 */
describe('a copy of what an item says', () => {
  it('of its name is as wide as the name, wherever it is kept', () => {
    const copies = [...widths.keys()].filter((column) => column.endsWith('.item_name'));
    const keepers = ['certificates', 'dispatch', 'evaluation', 'fees', 'intake', 'review', 'supervision'];
    expect([...new Set(copies.map((column) => column.split('.')[0]))]).toEqual(keepers);
    const limit = limitOf(PublishItemRequest, 'name');
    expect(copies.filter((column) => (widths.get(column) ?? 0) < limit)).toEqual([]);
  });

  it.each<[string, new () => object, string]>([
    ['catalogue.item.name', PublishItemRequest, 'name'],
    ['catalogue.item.department_name', PublishItemRequest, 'departmentName'],
    ['catalogue.item.task_type', PublishItemRequest, 'taskType'],
    ['catalogue.item.level', GuideBody, 'level'],
    ['intake.material_received.name', MaterialBody, 'name'],
    ['intake.outstanding_material.material_name', MaterialBody, 'name'],
    ['review.clock_fact.procedure', SpecialProcedureBody, 'name'],
    ['fees.planned_line.name', FeeLineBody, 'name'],
    ['fees.planned_line.condition', FeeLineBody, 'condition'],
    ['fees.planned_line.basis', FeeLineBody, 'basis'],
    ['fees.bill_line.name', FeeLineBody, 'name'],
    ['fees.bill_line.basis', FeeLineBody, 'basis'],
    ['certificates.certificate.title', ResultBody, 'name'],
    // The message to the applicant names item and case.
    ['dispatch.sms_message.content', PublishItemRequest, 'name'],
  ])('%s is as wide as %p.%s', (column, request, field) => {
    expect(widths.get(column)).toBeGreaterThanOrEqual(limitOf(request, field));
  });
});

describe('the width of a column', () => {
  class Made implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query('CREATE TABLE one (\n one_id char(64) NOT NULL,\n `name` varchar(120) NULL, words text)');
    }

    async down(): Promise<void> {}
  }
  class Widened extends Made {
    override async up(runner: QueryRunner): Promise<void> {
      await runner.query('ALTER TABLE one\n MODIFY name varchar(200) NOT NULL,\n ADD COLUMN more varchar(9) NULL');
      await runner.query('UPDATE one SET name = CAST(1 AS char(1))');
    }
  }

  it('is the one that the last migration left', async () => {
    expect(Object.fromEntries(await widthsOf([Made]))).toEqual({ 'one.one_id': 64, 'one.name': 120 });
    const after = { 'one.one_id': 64, 'one.name': 200, 'one.more': 9 };
    expect(Object.fromEntries(await widthsOf([Made, Widened]))).toEqual(after);
  });
});
