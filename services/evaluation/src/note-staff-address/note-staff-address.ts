import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { CallerRequest } from '#lib/access';
import { Work } from '#lib/persistence';
import { Digests } from '../fraud/digests.js';
import { noteSighting } from '../fraud/fraud.repository.js';

const everyMilliseconds = 60_000;
const mostRemembered = 10_000;

/** Notes from where staff are signed in, whatever they ask for, so that a rating from there can be told from a stranger's. */
@Injectable()
export class NoteStaffAddress implements NestInterceptor {
  private readonly noted = new Map<string, number>();

  constructor(
    private readonly work: Work,
    private readonly digests: Digests,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    if (context.getType() === 'http') await this.note(context.switchToHttp().getRequest<CallerRequest>());
    return next.handle();
  }

  private async note({ ip, caller, visitor }: CallerRequest): Promise<void> {
    const who = caller ?? visitor;
    if (who?.kind !== 'staff') return;
    const source = this.digests.ofAddress(ip);
    if (source === '' || !this.isDue(`${source} ${who.personId}`)) return;
    await this.work.run(async (tx) => noteSighting(tx, source, who.personId));
  }

  /** Once a minute for each: a desk that reads a list all day need not write all day. */
  private isDue(key: string): boolean {
    const now = performance.now();
    if (now - (this.noted.get(key) ?? -Infinity) < everyMilliseconds) return false;
    if (this.noted.size >= mostRemembered) this.noted.clear();
    this.noted.set(key, now);
    return true;
  }
}
