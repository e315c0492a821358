import { Injectable } from '@nestjs/common';

/** One thing that must stand before a service takes requests. */
export interface HealthCheck {
  name: string;
  check(): Promise<boolean>;
}

/** What the service needs in order to work, asked by `/health/ready`. */
@Injectable()
export class Health {
  private readonly checks: HealthCheck[] = [];

  /** Adds a thing that must stand. */
  need(check: HealthCheck): void {
    this.checks.push(check);
  }

  /** Each check by name; a check that throws has failed. */
  async report(): Promise<Record<string, boolean>> {
    const results = await Promise.all(
      this.checks.map(async (one) => [one.name, await one.check().catch(() => false)] as const),
    );
    return Object.fromEntries(results);
  }
}
