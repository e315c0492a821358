import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Cards wait for what is not heard yet, recounts do not, so each kind of timers is looked for by itself; by date alone, who
 * looks for a recount would read the timer of every running clock.
 */
export class TimersOfAKind1700000031000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE due_timer ADD KEY of_kind (kind, state, due_at)');
  }

  async down(): Promise<void> {
    throw new Error('records of the office are not dropped; restore a backup instead');
  }
}
