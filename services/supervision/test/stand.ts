import { CalendarPublishedSchema, type EventAuthority } from '#lib/contracts';
import { Backlog } from '#lib/messaging';
import { eventually, type OpenService, openService, type Said, ServiceStand } from '#lib/testing';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import { startSupervision } from '../src/start.js';
import { SupervisionConfig } from '../src/supervision.config.js';
import { china, department, hall, makeupWorkdays, offDays, region } from './office.js';

const parts = { name: 'supervision', config: SupervisionConfig, migrations, insertOnlyTables, start: startSupervision };

/** Supervision, hearing what a test says. */
export class SupervisionStand extends ServiceStand {
  private constructor(
    service: OpenService,
    usual: { region: string; authority: EventAuthority },
    private readonly config: SupervisionConfig,
  ) {
    super(service, usual);
  }

  /** Starts the service; it hears of the office's people and of the calendar, at an instant of business time. */
  static async start(at = '2026-09-01 09:00'): Promise<SupervisionStand> {
    const service = await openService(parts);
    const stand = new SupervisionStand(service, { region, authority: { personId: 'chief' } }, service.config);
    stand.moveTo(at);
    await stand.openOffice();
    await stand.hear(stand.calendar(1, offDays, '2025-11-01 09:00'));
    return stand;
  }

  /** Moves business time to an instant of China. */
  moveTo(time: string): void {
    this.clock.moveTo(china(time).getTime() - this.clock.real().getTime());
  }

  /** Ends the service at an instant of business time at which it will go on; what others say meanwhile waits on the bus. */
  async halt(until: string): Promise<void> {
    const offset = china(until).getTime() - this.clock.real().getTime();
    await this.rows('UPDATE business_time SET offset_ms = ?', [offset]);
    await this.served.close();
  }

  /** Starts the service again on its rows. */
  async startAgain(): Promise<void> {
    this.served = await startSupervision(this.config);
  }

  /** A version of the halls' calendar. */
  calendar(version: number, off: Record<string, string>, at: string): Said {
    const content = { calendarId: 'cn', version, label: `cn-${version}`, publishedThrough: '2026-12-31', offDays: off };
    return this.say(
      CalendarPublishedSchema,
      'cn',
      { ...content, makeupWorkdays },
      {
        occurredAt: china(at),
        region: '000000',
      },
    );
  }

  /** Up to when it has heard what others said. */
  heardUntil(): Date {
    return this.served.app.get(Backlog).heardUntil();
  }

  /** Waits until no timer is due any more. */
  async quiet(): Promise<void> {
    await eventually(async () => {
      const now = this.clock.now();
      const due = await this.rows("SELECT kind FROM due_timer WHERE state = 'waiting' AND due_at <= ?", [now]);
      if (due.length > 0) throw new Error(`${due.length} timers are due`);
    });
  }

  private async openOffice(): Promise<void> {
    const creditCode = '12530129000000000B';
    await this.establish(hall, { name: '示范县政务服务中心', kind: 'hall', creditCode });
    await this.establish(department, { name: '示范县民政局', kind: 'department', creditCode });
    await this.appoint('clerk', hall, ['window-clerk']);
    await this.appoint('supervisor', hall, ['supervisor']);
    await this.appoint('auditor', hall, ['auditor']);
    await this.appoint('reviewer', department, ['reviewer']);
    await this.appoint('other-reviewer', 'dept-sj', ['reviewer']);
    await this.appoint('supervisor-elsewhere', 'hall-530130', ['supervisor'], { region: '530130' });
  }
}
