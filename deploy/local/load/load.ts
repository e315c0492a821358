import type { ClientLog } from './client-log.js';
import type { Crew } from './crew.js';
import type { Mix } from './mix.js';
import { Random } from './random.js';

/** How much, and of what. */
export interface LoadPlan {
  cases: number;
  concurrency: number;
  mix: Mix;
  seed: number;
}

/** What came of a load. */
export interface LoadResult {
  finished: number;
  seconds: number;
  /** Of the driver, as a share of one core. */
  driverCpu: number;
  byKind: Map<string, number>;
  failed: string[];
}

/**
 * A closed loop: each of so many lanes walks one case after the other.
 *
 * @param plan how much
 * @param crew signed in
 * @param log where the outcome of each case is written
 * @param watch is told of every finished case; the loop goes on beyond the plan while it answers true
 */
export async function runLoad(
  plan: LoadPlan,
  crew: Crew,
  log: ClientLog,
  watch: (finished: number) => boolean,
): Promise<LoadResult> {
  const result: LoadResult = { finished: 0, seconds: 0, driverCpu: 0, byKind: new Map(), failed: [] };
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const opening = plan.mix.opening(plan.cases, new Random(plan.seed));
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < plan.cases || watch(result.finished)) {
      next += 1;
      const random = new Random(plan.seed * 1_000_003 + next);
      const { name, kind } = opening[next - 1] ?? plan.mix.pick(random);
      try {
        for (const { caseId, ends } of await kind(crew, random)) await log.write({ case: caseId, ends });
        result.byKind.set(name, (result.byKind.get(name) ?? 0) + 1);
        result.finished += 1;
        watch(result.finished);
      } catch (error) {
        result.failed.push(`${name}: ${String(error)}`);
        if (result.failed.length > 20) return;
      }
    }
  };
  await Promise.all(Array.from({ length: plan.concurrency }, lane));
  const { user, system } = process.cpuUsage(cpu);
  result.seconds = (performance.now() - began) / 1_000;
  result.driverCpu = (user + system) / 1e6 / result.seconds;
  return result;
}
