import { Injectable } from '@nestjs/common';
import { authorise } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { certificateDoor, getCertificate, requireSeen } from '../certificate/certificate.repository.js';
import { readerScope } from '../reader/reader-scope.js';
import { recordChange } from '../validity/validity-change.repository.js';
import type { ValidityAnswer, ValidityInput } from '../validity/validity.dto.js';

/** The department suspends a valid certificate for a reason it states. */
@Injectable()
export class SuspendCertificate {
  async execute(tx: Tx, { caller, certificateId, version, reason }: ValidityInput): Promise<ValidityAnswer> {
    const it = await getCertificate(tx, await readerScope(tx, caller), certificateId);
    const { region, departmentId, itemId } = it;
    const by = await authorise(tx, caller, { region, departmentId, itemId });
    requireSeen(it, 'suspend', version);
    await certificateDoor.advance(tx, it, 'suspend', by, { certificateId, caseId: it.caseId, reason });
    await recordChange(tx, it, 'suspend', reason, by);
    return { certificateId, state: it.state, version: it.version };
  }
}
