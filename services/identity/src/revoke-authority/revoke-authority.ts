import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { getLetter, letterDoor, revokeLetter } from '../letter/letter.repository.js';
import type { LetterAnswer } from '../grant-authority/grant-authority.dto.js';

/** Ends a letter of authority before its time. */
@Injectable()
export class RevokeAuthority {
  /** @throws DomainError `letter.not-found`, `authority.*`, `letter.stale-version`, `letter.transition-refused` */
  async execute(
    tx: Tx,
    input: { caller: Caller; letterId: string; version: number; reason: string; effectiveAt?: string | undefined },
  ): Promise<LetterAnswer> {
    const it = await getLetter(tx, await scopeOf(tx, input.caller), input.letterId);
    const by = await authorise(tx, input.caller, { region: it.region });
    letterDoor.requireVersion(it, input.version);
    const from = input.effectiveAt === undefined ? tx.now : new Date(input.effectiveAt);
    await revokeLetter(tx, it, { from, reason: input.reason }, by);
    return { letterId: it.letterId, state: it.state, version: it.version };
  }
}
