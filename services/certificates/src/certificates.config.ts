import { IsIn, IsJSON, IsNotEmpty, IsString, Matches } from 'class-validator';
import { ServiceConfig } from '#lib/service-kit';

/** The environment of the certificate office. */
export class CertificatesConfig extends ServiceConfig {
  /** Issuer of the access tokens. */
  @IsString() @IsNotEmpty() ISSUER: string;

  /** The key ring for personal data, JSON text. */
  @IsJSON() PERSONAL_KEYS: string;

  /** Path of the JSON file with the departments' seal keys and the trusted seal authorities. */
  @IsString() @IsNotEmpty() SEAL_KEYS: string;

  /** Where certificates are drawn and sealed: in threads of their own, or in this one (tests). */
  @IsIn(['thread', 'inline']) PRESS_MODE: 'thread' | 'inline' = 'thread';

  /** Address under which the public reaches this service's /verify; it goes into the code on every certificate. */
  @Matches(/^https?:\/\/[^\s]+[^/\s]$/, { message: 'must be an http(s) address without a slash at its end' })
  PUBLIC_URL: string;
}
