import { IsInt, IsString, Matches, Max, Min, MinLength } from 'class-validator';
import { NotADevelopmentSecret, ServiceConfig } from '#lib/service-kit';

const address = /^https?:\/\/[^\s/]+$/;
const upstream = (name: string): { message: string } => ({ message: `${name} must be http://host:port` });

/** The environment of the gateway. */
export class GatewayConfig extends ServiceConfig {
  /** Issuer of the access tokens, at identity. */
  @IsString() @MinLength(1) ISSUER: string;
  /** Under which people reach the gateway, without a path. */
  @Matches(address, { message: 'must be https://host, without a path' }) PUBLIC_URL: string;
  /** What the gateway proves itself with at identity. */
  @NotADevelopmentSecret() @IsString() @MinLength(32) GATEWAY_CLIENT_SECRET: string;
  /** 32 bytes in hexadecimal: seals the tokens of the sessions. */
  @NotADevelopmentSecret()
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be 32 bytes in lower-case hexadecimal' })
  SESSION_KEY: string;
  @Matches(address, upstream('CATALOGUE_URL')) CATALOGUE_URL: string;
  @Matches(address, upstream('IDENTITY_URL')) IDENTITY_URL: string;
  @Matches(address, upstream('INTAKE_URL')) INTAKE_URL: string;
  @Matches(address, upstream('REVIEW_URL')) REVIEW_URL: string;
  @Matches(address, upstream('CERTIFICATES_URL')) CERTIFICATES_URL: string;
  @Matches(address, upstream('DISPATCH_URL')) DISPATCH_URL: string;
  @Matches(address, upstream('FEES_URL')) FEES_URL: string;
  @Matches(address, upstream('EVALUATION_URL')) EVALUATION_URL: string;
  @Matches(address, upstream('SUPERVISION_URL')) SUPERVISION_URL: string;
  /** Requests a minute from one address before it is asked to wait; a hall's windows share one. */
  @IsInt() @Min(10) @Max(1_000_000) REQUESTS_PER_MINUTE: number = 6_000;

  /** Where each service is, by the name in `/api/<service>`. */
  get upstreams(): Record<string, string> {
    return {
      catalogue: this.CATALOGUE_URL,
      identity: this.IDENTITY_URL,
      intake: this.INTAKE_URL,
      review: this.REVIEW_URL,
      certificates: this.CERTIFICATES_URL,
      dispatch: this.DISPATCH_URL,
      fees: this.FEES_URL,
      evaluation: this.EVALUATION_URL,
      supervision: this.SUPERVISION_URL,
    };
  }
}
