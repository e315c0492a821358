import { Injectable } from '@nestjs/common';
import { authorise } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { certificateDoor, getCertificate, requireSeen } from '../certificate/certificate.repository.js';
import { readerScope } from '../reader/reader-scope.js';
import { recordChange } from '../validity/validity-change.repository.js';
import type { ValidityAnswer, ValidityInput } from '../validity/validity.dto.js';

/** The department lets a suspended certificate count again. Whoever may suspend may resume. */
@Injectable()
export class ResumeCertificate {
  async execute(tx: Tx, { caller, certificateId, version, reason }: ValidityInput): Promise<ValidityAnswer> {
    const it = await getCertificate(tx, await readerScope(tx, caller), certificateId);
    const { region, departmentId, itemId } = it;
    const by = await authorise(tx, caller, { region, departmentId, itemId });
    requireSeen(it, 'resume', version);
    await certificateDoor.advance(tx, it, 'resume', by, null);
    await recordChange(tx, it, 'resume', reason, by);
    return { certificateId, state: it.state, version: it.version };
  }
}
