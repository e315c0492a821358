import { Injectable } from '@nestjs/common';
import { isDuplicateKey, type Cause, type Tx, Work } from '#lib/persistence';
import { DomainError } from '../errors/domain-error.js';
import { failpoint } from '../failpoint.js';
import { IdempotencyRow } from './idempotency.entity.js';

/** What a POST brings beside its body. */
export interface ActRequest {
  /** Who acts; part of the key's scope. */
  principal: string;
  idempotencyKey: string;
  fingerprint: string;
  cause: Cause;
}

const keyReused = (): DomainError =>
  new DomainError('idempotency.key-reused', 'key-reused', {
    zh: '这个 Idempotency-Key 已用于另一次内容不同的提交;新的操作请换新的 Key。',
    en: 'This Idempotency-Key was used for a request with other content; use a new key for a new act.',
  });

/** Opens the transaction of an act that came over HTTP and makes it safe to send again. */
@Injectable()
export class Acts {
  constructor(private readonly work: Work) {}

  /**
   * Runs an act at most once for a key. A second request with the key waits for the first and gets its answer.
   *
   * @param request who, key, fingerprint
   * @param act the use case; its result is the answer and must be plain JSON without clear personal data
   * @returns the answer, fresh or replayed
   * @throws DomainError `idempotency.key-reused` when the key came with other content before
   */
  async once<T extends object>(request: ActRequest, act: (tx: Tx) => Promise<T>): Promise<T> {
    const answer = await this.work.run(async (tx) => {
      const earlier = await this.reserve(tx, request);
      if (earlier !== undefined) return earlier as T;
      const result = await act(tx);
      await tx.update(IdempotencyRow, keyOf(request), { answer: JSON.stringify(result) });
      await failpoint('act.before-commit');
      return result;
    }, request.cause);
    await failpoint('act.after-commit');
    return answer;
  }

  private async reserve(tx: Tx, request: ActRequest): Promise<unknown> {
    try {
      await tx.insert(IdempotencyRow, {
        ...keyOf(request),
        fingerprint: request.fingerprint,
        answer: null,
        createdAt: tx.now,
      });
      return undefined;
    } catch (error) {
      // A duplicate key ends the statement only; the row that was met is committed, for the insert waited for it.
      if (!isDuplicateKey(error)) throw error;
      return this.replay(tx, request);
    }
  }

  private async replay(tx: Tx, request: ActRequest): Promise<unknown> {
    const row = await tx.findOne(IdempotencyRow, { where: keyOf(request) });
    if (row === undefined || row.fingerprint !== request.fingerprint) throw keyReused();
    return JSON.parse(row.answer ?? '{}') as unknown;
  }
}

const keyOf = (request: ActRequest): { principal: string; idempotencyKey: string } => ({
  principal: request.principal,
  idempotencyKey: request.idempotencyKey,
});
