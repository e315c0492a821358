import { createHash } from 'node:crypto';
import type { Tx } from '#lib/persistence';
import { Invitation } from './invitation.entity.js';
import { invitationExpired, invitationUnknown } from './invitation.errors.js';

const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Keeps the invitation of an occasion; an older one is replaced, its secret opens nothing any more. */
export async function keepInvitation(
  tx: Tx,
  invitation: Omit<Invitation, 'secretDigest' | 'invitedAt' | 'madeAt'>,
  secret: string,
): Promise<void> {
  const { occasionId, invitedBy, expiresAt } = invitation;
  await tx.query(
    `INSERT INTO invitation (occasion_id, secret_digest, invited_by, invited_at, made_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE secret_digest = VALUES(secret_digest),
       invited_by = VALUES(invited_by), invited_at = VALUES(invited_at), made_at = VALUES(made_at),
       expires_at = VALUES(expires_at)`,
    [occasionId, digestOf(secret), invitedBy, tx.now, tx.real, expiresAt],
  );
}

/** The invitation a secret opens. @throws DomainError `invitation.unknown`, `invitation.expired` */
export async function getInvitation(tx: Tx, secret: string): Promise<Invitation> {
  const invitation = await tx.findOne(Invitation, { where: { secretDigest: digestOf(secret) } });
  if (invitation === undefined) throw invitationUnknown();
  if (invitation.expiresAt < tx.now) throw invitationExpired();
  return invitation;
}
