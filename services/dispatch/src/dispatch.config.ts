import { IsIn, IsJSON, IsNotEmpty, IsString, Matches, MinLength } from 'class-validator';
import { NotADevelopmentSecret, ServiceConfig } from '#lib/service-kit';

const address = /^https?:\/\/[^\s/]+$/;

/** The environment of the issue desk. */
export class DispatchConfig extends ServiceConfig {
  /** Issuer of the access tokens. */
  @IsString() @IsNotEmpty() ISSUER: string;

  /** The key ring for personal data, JSON text. */
  @IsJSON() PERSONAL_KEYS: string;

  /** Path of the JSON file with the halls' seal keys. */
  @IsString() @IsNotEmpty() SEAL_KEYS: string;

  /** Where receipts are drawn and sealed: in threads of their own, or in this one (tests). */
  @IsIn(['thread', 'inline']) PRESS_MODE: 'thread' | 'inline' = 'thread';

  /** The courier's consignment service, http://host:port. */
  @Matches(address, { message: 'must be http://host:port' }) COURIER_URL: string;

  /** What requests to the courier and its callbacks are signed with. */
  @NotADevelopmentSecret() @IsString() @MinLength(32) COURIER_SECRET: string;

  /** What requests to the text message service are signed with. */
  @NotADevelopmentSecret() @IsString() @MinLength(32) SMS_SECRET: string;

  /** The text message service, http://host:port. */
  @Matches(address, { message: 'must be http://host:port' }) SMS_URL: string;
}
