import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, instant, sealed, text } from '#lib/persistence';

/** A signed-in person at one browser. The cookie holds the secret; the row only its digest. */
@Entity({ name: 'session' })
export class Session {
  @PrimaryColumn({ type: 'varchar', length: 64 }) digest: string;
  @id() personId: string;
  /** Access and refresh token, sealed. */
  @sealed() tokens: string;
  /** Real time. */
  @instant() accessUntil: Date;
  @instant() until: Date;
  @VersionColumn({ type: 'int' }) version: number;
}

/** A sign-in under way, taken away when it comes back. */
@Entity({ name: 'sign_in' })
export class SignIn {
  @PrimaryColumn({ type: 'varchar', length: 64 }) state: string;
  @text(128) verifier: string;
  @text(300) returnTo: string;
  @instant() begunAt: Date;
}
