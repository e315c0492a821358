import { Injectable } from '@nestjs/common';
import { type Caller, scopeOf } from '#lib/access';
import type { Page, Tx } from '#lib/persistence';
import type { Letter } from '../letter/letter.entity.js';
import { type LetterFilter, listLetters } from '../letter/letter.repository.js';

/** The letters of authority of the reader's region. */
@Injectable()
export class FindLetters {
  async list(tx: Tx, caller: Caller, filter: LetterFilter): Promise<Page<Letter>> {
    return listLetters(tx, await scopeOf(tx, caller), filter);
  }
}
