/**
 * A migration after a service's own: no timer is taken by the service itself, as if another replica held its lease. For
 * tests in which papers would otherwise be drawn in the thread that answers, or which fire timers by hand.
 */
export class TimersWait1800000000000 {
  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query("ALTER TABLE due_timer ALTER leased_until SET DEFAULT '2999-01-01'");
  }

  async down(): Promise<void> {}
}
