import { Inject, Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { SERVICE_OPTIONS, type ServiceKitOptions } from '#lib/service-kit';
import { clockBackwards, clockInProduction, clockWish } from '../business-clock/business-clock.errors.js';
import { findBusinessClock, moveBusinessClock } from '../business-clock/business-clock.repository.js';
import type { BusinessTimeAnswer, MoveBusinessTimeRequest } from './move-business-time.dto.js';

/** Moves business time ahead of real time, so that what takes days can be seen at once. Development only. */
@Injectable()
export class MoveBusinessTime {
  constructor(@Inject(SERVICE_OPTIONS) private readonly options: ServiceKitOptions) {}

  /** @throws DomainError `clock.production`, `clock.one-wish`, `clock.backwards`, `authority.*` */
  async execute(tx: Tx, input: { caller: Caller; wish: MoveBusinessTimeRequest }): Promise<BusinessTimeAnswer> {
    if (this.options.config.MODE === 'production') throw clockInProduction();
    // Time has no region: whoever may move it may do so from theirs.
    const { prefixes } = await scopeOf(tx, input.caller);
    const by = await authorise(tx, input.caller, { region: prefixes[0] ?? '' });
    const offsetMs = await this.offsetFor(tx, input.wish);
    const { version } = await moveBusinessClock(tx, offsetMs, by);
    return { offsetMs, businessTime: new Date(tx.real.getTime() + offsetMs).toISOString(), version };
  }

  private async offsetFor(tx: Tx, { offsetMs, advanceTo }: MoveBusinessTimeRequest): Promise<number> {
    if (offsetMs !== undefined && advanceTo === undefined) return offsetMs;
    if (advanceTo === undefined || offsetMs !== undefined) throw clockWish();
    // This service's own clock follows the announcement; what counts is what was announced last.
    const now = tx.real.getTime() + Number((await findBusinessClock(tx))?.offsetMs ?? 0);
    const wanted = new Date(advanceTo).getTime();
    if (wanted < now) throw clockBackwards(new Date(now));
    return wanted - tx.real.getTime();
  }
}
