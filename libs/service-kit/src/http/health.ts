import { Injectable } from '@nestjs/common';
import { within } from '../telemetry/within.js';

/** One thing that should stand. */
export interface HealthCheck {
  name: string;
  check: () => Promise<boolean>;
}

/** `degraded`: the office works on, but something it leans on is missing. `draining`: no new work, please. */
export type Readiness = 'ready' | 'degraded' | 'draining' | 'not-ready';

const longestCheck = 2_000;

/** What the service needs in order to work, and what it can miss for a while; asked by `/health/ready`. */
@Injectable()
export class Health {
  private readonly needed: HealthCheck[] = [];
  private readonly missable: HealthCheck[] = [];
  private ending = false;
  private over = false;

  /** Adds a thing that must stand before the service takes requests. */
  need(check: HealthCheck): void {
    this.needed.push(check);
  }

  /** Adds a thing without which the service works on and catches up later. */
  canMiss(check: HealthCheck): void {
    this.missable.push(check);
  }

  /** From now on whoever sends work here is asked to send it elsewhere; what comes all the same is done. */
  drain(): void {
    this.ending = true;
  }

  /** From now on this process cannot do its work, whatever comes back: only a new one can. */
  giveUp(): void {
    this.over = true;
  }

  /** Whether it makes sense to wait for this process. */
  get live(): boolean {
    return !this.over;
  }

  get draining(): boolean {
    return this.ending;
  }

  /** How the service is, and each check by name; one that throws or does not answer within two seconds has failed. */
  async report(): Promise<{ status: Readiness; checks: Record<string, boolean> }> {
    const [needed, missable] = await Promise.all([askAll(this.needed), askAll(this.missable)]);
    return { status: this.judge(needed, missable), checks: { ...needed, ...missable } };
  }

  private judge(needed: Record<string, boolean>, missable: Record<string, boolean>): Readiness {
    if (this.ending) return 'draining';
    if (this.over || Object.values(needed).includes(false)) return 'not-ready';
    return Object.values(missable).includes(false) ? 'degraded' : 'ready';
  }
}

async function askAll(checks: HealthCheck[]): Promise<Record<string, boolean>> {
  const results = await Promise.all(
    checks.map(async ({ name, check }) => [name, await within(longestCheck, check()).catch(() => false)] as const),
  );
  return Object.fromEntries(results);
}
