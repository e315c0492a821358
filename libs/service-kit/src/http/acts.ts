import { Injectable } from '@nestjs/common';
import { type Cause, type Tx, Work } from '#lib/persistence';
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
   * Runs an act at most once for a key. The answer is a row of the same commit: a second commit with the key meets it, is
   * undone, and its caller gets the first one's answer. Nothing need be asked or kept before the act, which is nearly always new.
   *
   * @param request who, key, fingerprint
   * @param act the use case; its result is the answer and must be plain JSON without clear personal data
   * @returns the answer, fresh or replayed
   * @throws DomainError `idempotency.key-reused` when the key came with other content before
   */
  async once<T extends object>(request: ActRequest, act: (tx: Tx) => Promise<T>): Promise<T> {
    const { principal, idempotencyKey, fingerprint, cause } = request;
    const done = await this.unlessDone<T>(request, async () =>
      this.work.run(async (tx) => {
        const result = await act(tx);
        const kept = { principal, idempotencyKey, fingerprint, answer: JSON.stringify(result), createdAt: tx.now };
        tx.append(IdempotencyRow, kept);
        await failpoint('act.before-commit');
        return result;
      }, cause),
    );
    await failpoint('act.after-commit');
    return done.answer;
  }

  /**
   * Does something for an act. When it is refused and the act was done before under its key, it may be refused for what it did
   * itself: then its own answer comes first.
   *
   * @returns the answer; `replayed` when it is that of before
   * @throws what was thrown, when the act was not done before; `idempotency.key-reused`
   */
  async unlessDone<T>(request: ActRequest, attempt: () => Promise<T>): Promise<{ answer: T; replayed: boolean }> {
    try {
      return { answer: await attempt(), replayed: false };
    } catch (error) {
      const earlier = await this.earlierAnswer(request);
      if (earlier === undefined) throw error;
      return { answer: earlier as T, replayed: true };
    }
  }

  private async earlierAnswer({ principal, idempotencyKey, fingerprint }: ActRequest): Promise<unknown> {
    const where = { principal, idempotencyKey };
    const row = await this.work.read(async (tx) => tx.findOne(IdempotencyRow, { where }));
    if (row === undefined) return undefined;
    if (row.fingerprint !== fingerprint) throw keyReused();
    return JSON.parse(row.answer) as unknown;
  }
}
