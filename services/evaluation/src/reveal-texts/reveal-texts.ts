import { Injectable } from '@nestjs/common';
import { authorise, type Caller, recordClearView } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { getOccasion } from '../occasion/occasion.repository.js';
import { officeScope } from '../occasion/office-scope.js';
import type { WrittenText } from '../written-text/written-text.entity.js';
import { listTexts } from '../written-text/written-text.repository.js';
import type { TextView } from './reveal-texts.dto.js';

/** What the rater may read of their own matter: their words and the department's answer, not the office's notes. */
const forTheRater: readonly WrittenText['kind'][] = ['comment', 'answer'];

/** Shows the texts of an occasion; the look is logged before anything is shown. */
@Injectable()
export class RevealTexts {
  /** @throws DomainError `occasion.not-found`, `authority.*` */
  async execute(
    tx: Tx,
    { caller, occasionId, purpose }: { caller: Caller; occasionId: string; purpose: string },
  ): Promise<{ items: TextView[] }> {
    const occasion = await getOccasion(tx, await officeScope(tx, caller), occasionId);
    const { region, departmentId, itemId, applicantIndex: personIndex } = occasion;
    await authorise(tx, caller, { region, departmentId, itemId, personIndex });
    recordClearView(tx, caller, `occasion:${occasionId}`, purpose);
    const texts = await listTexts(tx, occasion);
    const readable = caller.kind === 'staff' ? texts : texts.filter(({ kind }) => forTheRater.includes(kind));
    return {
      items: readable.map(({ kind, words, writtenAt }) => ({ kind, words, writtenAt: writtenAt.toISOString() })),
    };
  }
}
