import { createHash } from 'node:crypto';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { FindOptionsWhere } from 'typeorm';
import { IsNull } from 'typeorm';
import type { Tx, Work } from '#lib/persistence';
import { OidcRecord } from './oidc-record.entity.js';

/** Models whose id is itself what its bearer shows. */
const bearer = new Set(['AuthorizationCode', 'RefreshToken', 'AccessToken']);
/** How many outlived records each new sign-in clears away: more than one sign-in leaves behind. */
const swept = 50;
const dayMilliseconds = 24 * 60 * 60_000;

/** Keeps one model of oidc-provider in the database, so that replicas share it and a restart signs nobody out. */
export class OidcRecords implements Adapter {
  /**
   * @param model its name in oidc-provider
   * @param work opens transactions
   */
  constructor(
    private readonly model: string,
    private readonly work: Work,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    // A bearer's id is in its payload too, as `jti`: it rests nowhere in the clear.
    const kept = bearer.has(this.model) ? { ...payload, jti: undefined } : payload;
    const content = [JSON.stringify(kept), payload.grantId ?? null, payload.uid ?? null, payload.userCode ?? null];
    await this.work.run(async (tx) => {
      const expiresAt = new Date(tx.real.getTime() + (expiresIn === undefined ? dayMilliseconds : expiresIn * 1000));
      await tx.query(
        `INSERT INTO oidc_record (model, record_id, payload, grant_id, uid, user_code, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE payload = VALUES(payload), grant_id = VALUES(grant_id), uid = VALUES(uid),
           user_code = VALUES(user_code), expires_at = VALUES(expires_at)`,
        [this.model, this.keyOf(id), ...content, expiresAt],
      );
      if (this.model === 'Interaction') await sweep(tx);
    });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const payload = await this.read({ recordId: this.keyOf(id) });
    return payload === undefined ? undefined : { ...payload, jti: id };
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.read({ uid });
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.read({ userCode });
  }

  /** Marks a code or refresh token as used. @throws InvalidGrant when another request was faster */
  async consume(id: string): Promise<void> {
    await this.work.run(async (tx) => {
      const where = { model: this.model, recordId: this.keyOf(id), consumedAt: IsNull() };
      const { affected } = await tx.update(OidcRecord, where, { consumedAt: tx.real });
      if (affected !== 1) throw new errors.InvalidGrant('it was used already');
    });
  }

  async destroy(id: string): Promise<void> {
    await this.work.run(async (tx) => tx.remove(OidcRecord, { model: this.model, recordId: this.keyOf(id) }));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.work.run(async (tx) => tx.remove(OidcRecord, { model: this.model, grantId }));
  }

  private keyOf(id: string): string {
    return bearer.has(this.model) ? createHash('sha256').update(id).digest('hex') : id;
  }

  private async read(where: FindOptionsWhere<OidcRecord>): Promise<AdapterPayload | undefined> {
    return this.work.run(async (tx) => {
      const row = await tx.findOne(OidcRecord, { where: { model: this.model, ...where } });
      if (row === undefined || row.expiresAt <= tx.real) return undefined;
      const payload: AdapterPayload = JSON.parse(row.payload);
      if (row.consumedAt === null) return payload;
      return { ...payload, consumed: Math.floor(row.consumedAt.getTime() / 1000) };
    });
  }
}

async function sweep(tx: Tx): Promise<void> {
  await tx.query('DELETE FROM oidc_record WHERE expires_at < ? ORDER BY expires_at LIMIT ?', [tx.real, swept]);
}
