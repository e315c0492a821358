import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A dead letter is that of an event. A stream that was lost and is refilled has other events at the same places: with the
 * place alone as the key, the event there now was ended without a row, because an older one's was there.
 */
export class LetterOfAnEvent1700000020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE dead_letter DROP PRIMARY KEY, ADD PRIMARY KEY (stream, stream_seq, consumer, event_id)',
    );
  }

  async down(): Promise<void> {
    throw new Error('records of the office are not dropped; restore a backup instead');
  }
}
