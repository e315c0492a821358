import { Injectable } from '@nestjs/common';
import { authorise, type Caller } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { getItem, itemDoor } from '../item/item.repository.js';
import type { WithdrawnItemAnswer } from './withdraw-item.dto.js';

const everywhere = { prefixes: [''] };

/** Takes an item out of the register; running cases keep their plan. */
@Injectable()
export class WithdrawItem {
  /** @throws DomainError `item.not-found`, `item.stale-version`, `item.transition-refused` */
  async execute(
    tx: Tx,
    { caller, itemId, version, reason }: { caller: Caller; itemId: string; version: number; reason: string },
  ): Promise<WithdrawnItemAnswer> {
    // Guides are public, so an item of another region is no secret: the policy refuses, by name of the reason.
    const it = await getItem(tx, everywhere, itemId);
    const { region, departmentId } = it;
    const by = await authorise(tx, caller, { region, departmentId, itemId });
    itemDoor.requireVersion(it, version);
    // The event carries the number of the withdrawing act, higher than any version published before it.
    await itemDoor.advance(tx, it, 'withdraw', by, { itemId, version: it.version + 1, reason });
    return { itemId, state: it.state, version: it.version };
  }
}
