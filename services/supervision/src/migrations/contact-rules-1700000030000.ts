import type { MigrationInterface, QueryRunner } from 'typeorm';
import { entering } from './supervision-tables.js';

/** Whoever rated badly is contacted by a date as well, and its clock calls for cards. */
export class ContactRules1700000030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const rules = entering([
      ['rectification-contact-pre-warning', 'rectification-contact', 'pre-warning', -1],
      ['rectification-contact-yellow', 'rectification-contact', 'yellow', 0],
    ]);
    for (const statement of rules) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('records of the office are not dropped; restore a backup instead');
  }
}
