import { IsNotEmpty, IsString, Matches, MinLength } from 'class-validator';
import { NotADevelopmentSecret, ServiceConfig } from '#lib/service-kit';

const uri = String.raw`https?:\/\/[^\s,]+`;
const uris = new RegExp(`^${uri}(,${uri})*$`);

/** The environment of the office of staff and authority. */
export class IdentityConfig extends ServiceConfig {
  /** Issuer of the access tokens: the address under which people and services reach `/oidc`. Plain http only on loopback. */
  @Matches(/^(https:\/\/[^/\s]+|http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?)\/oidc$/, {
    message: 'must be https://host/oidc, or http://127.0.0.1:port/oidc on one machine',
  })
  ISSUER: string;

  /** 32 bytes in hexadecimal: seals the private signing keys, and is the root of the cookie keys. */
  @NotADevelopmentSecret()
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be 32 bytes in lower-case hexadecimal' })
  KEY_ENCRYPTION_KEY: string;

  /** What the gateway proves itself with at the token endpoint. */
  @NotADevelopmentSecret()
  @IsString()
  @MinLength(32)
  GATEWAY_CLIENT_SECRET: string;

  /** Where the gateway takes people back after sign-in; several separated by commas. */
  @IsNotEmpty() @Matches(uris, { message: 'must be addresses separated by commas' }) GATEWAY_REDIRECT_URIS: string;

  /** Where the gateway takes people after sign-out; several separated by commas. */
  @IsNotEmpty()
  @Matches(uris, { message: 'must be addresses separated by commas' })
  GATEWAY_POST_LOGOUT_REDIRECT_URIS: string;
}
