import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A refund can be declined with a reason. One that was asked for and is declined or paid does not stand in the way of the
 * next: its reason, unique for a payment, is nothing then. A basis is as long as the catalogue allows.
 */
export class RefundsAskedFor1700000010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE refund
         ADD COLUMN decline_reason varchar(200) NULL AFTER reason,
         ADD COLUMN standing_reason varchar(32) AS
           (IF(state = 'declined' OR (state = 'refunded' AND reason_class = 'asked'), NULL, reason_class)),
         DROP KEY one_a_reason,
         ADD UNIQUE KEY one_a_reason (transaction_id, standing_reason),
         ADD KEY of_payment (transaction_id)`,
    );
    for (const table of ['planned_line', 'bill_line'])
      await runner.query(`ALTER TABLE ${table} MODIFY basis varchar(500) NOT NULL`);
  }

  async down(): Promise<void> {
    throw new Error('records of the office are not dropped; restore a backup instead');
  }
}
