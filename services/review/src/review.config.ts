import { IsIn, IsJSON, IsNotEmpty, IsString } from 'class-validator';
import { ServiceConfig } from '#lib/service-kit';

/** The environment of review. */
export class ReviewConfig extends ServiceConfig {
  /** Issuer of the access tokens. */
  @IsString() @IsNotEmpty() ISSUER: string;

  /** The key ring for personal data, JSON text. */
  @IsJSON() PERSONAL_KEYS: string;

  /** Path of the JSON file with the departments' seal keys. */
  @IsString() @IsNotEmpty() SEAL_KEYS: string;

  /** Where letters are drawn and sealed: in threads of their own, or in this one (tests). */
  @IsIn(['thread', 'inline']) PRESS_MODE: 'thread' | 'inline' = 'thread';
}
