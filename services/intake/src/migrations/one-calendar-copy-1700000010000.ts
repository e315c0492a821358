import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addRegionAndPublication } from '#lib/calendar-copies';

/** Copies of calendars are kept as in every service: they know whose region they are and from when they count. */
export class OneCalendarCopy1700000010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of addRegionAndPublication) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('records of the office are not dropped; restore a backup instead');
  }
}
