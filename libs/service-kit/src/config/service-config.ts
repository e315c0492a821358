import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, IsUrl, Matches, Max, Min } from 'class-validator';

/** What every service needs; each service's own configuration extends it. */
export class ServiceConfig {
  /** development | production: in production, development secrets and moved clocks are refused. */
  @IsIn(['development', 'production']) MODE: 'development' | 'production' = 'production';

  /** The port to serve HTTP on; 0 takes a free one. */
  @IsInt() @Min(0) @Max(65_535) PORT: number = 0;

  /** Whose X-Forwarded-For is believed: addresses and ranges separated by commas, or `loopback`. */
  @IsString() @IsNotEmpty() TRUSTED_PROXIES: string = 'loopback';

  @IsString() HOST: string = '127.0.0.1';

  /** mysql://user:password@host:port/schema, the service's own account. */
  @Matches(/^(mysql|mariadb):\/\/.+/, { message: 'must be mysql://user:password@host:port/schema' })
  DATABASE_URL: string;

  /** nats://user:password@host:port, the service's own user. */
  @Matches(/^(nats|tls):\/\/.+/, { message: 'must be nats://user:password@host:port' })
  NATS_URL: string;

  @IsIn(['debug', 'info', 'warn', 'error', 'silent']) LOG_LEVEL: 'debug' | 'info' | 'warn' | 'error' | 'silent' =
    'info';

  /** How long requests are still taken after SIGTERM, until whoever sends them has seen `/health/ready` turn 503. */
  @IsInt() @Min(0) @Max(60_000) DRAIN_MILLISECONDS: number = 3_000;

  /** OTLP/HTTP endpoint for traces; without it spans are made and not exported. */
  @IsOptional() @IsUrl({ require_tld: false }) OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  /** Tests only, see `failpoint`. */
  @IsString() FAILPOINTS: string = '';
}
