import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The register lets an item's name have 200 characters; narrower copies lost every service of an item with a long name.
 * Both widths need two bytes of length, so no row is rewritten.
 */
export class WholeItemNames1700000011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['rated_case', 'occasion', 'rectification', 'indicator']) {
      await runner.query(`ALTER TABLE ${table} MODIFY item_name varchar(200) NOT NULL`);
    }
  }

  async down(): Promise<void> {
    throw new Error('records of the office are not dropped; restore a backup instead');
  }
}
