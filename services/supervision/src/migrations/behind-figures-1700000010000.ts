import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The cases behind a figure are read in the order of their ids, for an item, a department or a whole month. With the item
 * behind the department in one index, a look without a department read the whole table: 1.4 s at 1.4 million rows.
 */
export class BehindFigures1700000010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE case_figure
         DROP KEY behind_item,
         ADD KEY behind_item (month, figure, item_id, case_id, ref),
         ADD KEY behind_month (month, figure, case_id, ref)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('records of the office are not dropped; restore a backup instead');
  }
}
