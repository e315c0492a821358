import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ratings of one address, or with the same words, are counted one after the other: each has a row to queue at. */
export class RatingTraces1700000012000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE rating_trace (trace varchar(110) NOT NULL PRIMARY KEY)');
  }

  async down(): Promise<void> {
    throw new Error('records of the office are not dropped; restore a backup instead');
  }
}
